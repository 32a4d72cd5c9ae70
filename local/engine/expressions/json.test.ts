import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, jsonTypeOf, parseJson, toDoubles, toNumber, writeJson } from './json.ts';

test.each([
  '1.0',
  '1e3',
  '-0',
  '0.0000001',
  '1152921504606846976',
  '1e21',
  '-1.50',
  '{"a":[1.0,"1.0"]}',
  '0.1',
  '"\\u0000"',
])('json - %s is written back as it came', (text) => {
  expect(writeJson(parseJson(text))).toBe(text);
});

const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.bigInt({ min: 0n, max: 10n ** 25n }),
    fc.constantFrom('', '.0', '.50', 'e2', 'E-7', '.125'),
  )
  .map(([sign, digits, rest]) => `${sign}${digits}${rest}`);

test('json - every number literal survives, among strings that look like numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(numberText, fc.string(), numberText)), (rows) => {
      const text = `[${rows.map(([number, name, value]) => `{"n":${number},${JSON.stringify(`k${name}`)}:"${value}"}`).join(',')}]`;
      expect(writeJson(parseJson(text))).toBe(text);
    }),
  );
});

test('json - agrees with JSON.parse on values', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(toDoubles(parseJson(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('json - raw numbers are numbers to those who ask', () => {
  const raw = parseJson('1.0');
  expect([toNumber(raw), jsonTypeOf(raw), isJsonObject(raw), toDoubles(raw)]).toEqual([1, 'number', false, 1]);
});

test('json - converting to doubles copies only what changes', () => {
  const plain = parseJson('{"a":[1,2],"b":{"c":"1.0"}}');
  expect(toDoubles(plain)).toBe(plain);
  const mixed = parseJson('{"a":[1.0],"b":{"c":1}}') as { b: unknown };
  const converted = toDoubles(mixed as never) as { b: unknown };
  expect([converted, converted.b === mixed.b]).toEqual([{ a: [1], b: { c: 1 } }, true]);
  expect(writeJson(mixed as never)).toBe('{"a":[1.0],"b":{"c":1}}');
});

test('json - data nested too deeply is refused, brackets in texts do not count', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(() => parseJson(nested(1001))).toThrow('JSON is nested more than 1000 levels deep');
  expect(writeJson(parseJson(nested(1000)))).toBe(nested(1000));
  expect(parseJson(`["${'[\\"'.repeat(2000)}"]`)).toHaveLength(1);
});

test('json - __proto__ is a name like any other', () => {
  const text = '{"__proto__":{"a":1.0}}';
  expect(writeJson(parseJson(text))).toBe(text);
  expect(writeJson(toDoubles(parseJson(text)))).toBe('{"__proto__":{"a":1}}');
});
