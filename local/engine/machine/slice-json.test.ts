import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePath } from '../expressions/index.ts';
import { sliceJson } from './slice-json.ts';

const slice = (text: string, path: string) => sliceJson(text, compilePath(path).segments);

test('JSON slice - a place keeps the blanks and numbers of its text', () => {
  const text = ' {"a": [1.0,  {"b" : "x]}\\"" }, [] ], "c":null}\n';
  expect(slice(text, '$')).toBe(text.trim());
  expect(slice(text, '$.a')).toBe('[1.0,  {"b" : "x]}\\"" }, [] ]');
  expect(slice(text, '$.a[0]')).toBe('1.0');
  expect(slice(text, '$.a[1]')).toBe('{"b" : "x]}\\"" }');
  expect(slice(text, '$.a[1].b')).toBe('"x]}\\""');
  expect(slice(text, '$.c')).toBe('null');
});

test('JSON slice - what is no one place has no text', () => {
  const text = '{"a":[1,2],"b":{}}';
  for (const path of ['$.z', '$.a.b', '$.a[5]', '$.a[*]', '$..a', '$.b.c', "$['a','b']"]) {
    expect(slice(text, path)).toBeUndefined();
  }
});

test('JSON slice - each member of any object has the text that it parses from', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(object, fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      for (const [name, member] of Object.entries(JSON.parse(text) as object)) {
        const found = sliceJson(text, [{ type: 'names', names: [name] }]);
        expect(JSON.parse(found ?? '')).toEqual(member);
      }
    }),
  );
});
