import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, parseJson, writeJson } from '../json.ts';
import { evaluateFieldPath, evaluatePath, evaluateReference, findPath } from './evaluate-path.ts';
import { compilePath, isReferencePath } from './parse-path.ts';
import type { PathScope } from './path.ts';
import { setAtPath } from './set-at-path.ts';

const input: Json = {
  store: {
    book: [
      { title: 'Sayings', price: 8.95, category: 'reference' },
      { title: 'Sword', price: 12.99, category: 'fiction', tags: ['war'] },
      { title: 'Moby Dick', price: 8.99, category: 'fiction', isbn: '0-553', tags: [] },
      { title: 'Rings', price: 22.99, category: 'fiction', isbn: '0-395', tags: ['magic', 'war'] },
    ],
    bicycle: { color: 'red', price: 19.95 },
  },
  limit: 10,
  'with-dash': 1,
  'Test\\""Name"': 'Value"\\',
  empty: [],
};
const scope: PathScope = { input, context: { State: { Name: 'S' } }, variables: { answer: 42, list: [{ a: 1 }] } };
const find = (text: string, value: Json = input): Json | undefined =>
  findPath(compilePath(text), { ...scope, input: value });
const titles = (text: string): Json | undefined => find(`${text}.title`);

test.each<[string, Json]>([
  ['$', input],
  ['$.limit', 10],
  ["$['limit']", 10],
  ['$.with-dash', 1],
  ['$[\'Test\\""Name"\']', 'Value"\\'],
  ['$$.State.Name', 'S'],
  ['$$', { State: { Name: 'S' } }],
  ['$answer', 42],
  ['$list[0].a', 1],
  ['$.store.book[0].title', 'Sayings'],
  ['$.store.book[-1].title', 'Rings'],
  ['$.store.book[0,2].title', ['Sayings', 'Moby Dick']],
  ['$.store.book[1:3].title', ['Sword', 'Moby Dick']],
  ['$.store.book[:1].title', ['Sayings']],
  ['$.store.book[-2:].title', ['Moby Dick', 'Rings']],
  ['$.store.book[*].price', [8.95, 12.99, 8.99, 22.99]],
  ['$.store.bicycle.*', ['red', 19.95]],
  ["$.store.bicycle['color','price','none']", { color: 'red', price: 19.95 }],
  ['$..price', [8.95, 12.99, 8.99, 22.99, 19.95]],
  ['$..book[0].title', ['Sayings']],
  ["$.store..['color']", ['red']],
  ['$.nope[*]', []],
  ['$.nope[1:].x', []],
  ['$.store.book.length()', 4],
  ['$..price.max()', 22.99],
  ['$.store.bicycle.keys()', ['color', 'price']],
])('paths - %s', (text, expected) => {
  expect(find(text)).toEqual(expected);
});

test.each<[string, Json]>([
  ['@.price < $.limit', ['Sayings', 'Moby Dick']],
  ['@.isbn', ['Moby Dick', 'Rings']],
  ['!@.isbn', ['Sayings', 'Sword']],
  ["@.category == 'fiction' && @.price > 20", ['Rings']],
  ["@.price == 8.95 || (@.title == 'Sword')", ['Sayings', 'Sword']],
  ['@.title =~ /s.*/i', ['Sayings', 'Sword']],
  ["@.category in ['reference', 'other']", ['Sayings']],
  ["@.category nin ['reference']", ['Sword', 'Moby Dick', 'Rings']],
  ["@.tags contains 'magic'", ['Rings']],
  ['@.tags size 1', ['Sword']],
  ['@.tags empty true', ['Moby Dick']],
  ["@.price < 'x'", []],
  ['@.isbn != null', ['Sayings', 'Sword', 'Moby Dick', 'Rings']],
])('paths - filter %s', (condition, expected) => {
  expect(titles(`$.store.book[?(${condition})]`)).toEqual(expected);
});

test.each([
  '',
  'a',
  '$.',
  '$.a[',
  '$.a[x]',
  "$['a",
  '$.a[?(@.b ==)]',
  '$.a b',
  '$[]',
  '$.a.length().b',
  `$${'.a'.repeat(9000)}`,
])('paths - %s is none', (text) => {
  expect(() => compilePath(text)).toThrow(expect.objectContaining({ code: 'SCHEMA_VALIDATION_FAILED' }));
});

test.each([
  ['$.NoSuchInputPath', "Invalid path '$.NoSuchInputPath' : No results for path: $['NoSuchInputPath']"],
  ['$.no.such.result.path', "Invalid path '$.no.such.result.path' : Missing property in path $['no']"],
  ['$.store.book[9]', "Invalid path '$.store.book[9]' : No results for path: $['store']['book'][9]"],
  ['$.limit[0]', "Invalid path '$.limit[0]' : Filter: [0] can only be applied to arrays. Current context is: 10"],
  [
    '$.limit.unit',
    "Invalid path '$.limit.unit' : Expected to find an object with property ['unit'] in path $['limit'] but found 'java.lang.Integer'. " +
      "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
  ],
])('paths - %s finds nothing, in the words of AWS', (text, cause) => {
  expect(() => evaluatePath(compilePath(text), scope)).toThrow(
    expect.objectContaining({ errorName: 'States.Runtime', cause }),
  );
});

test('paths - a field names itself and the input', () => {
  expect(() => evaluateFieldPath(compilePath('$.no'), { ...scope, input: { a: 0 } }, 'value.$')).toThrow(
    expect.objectContaining({
      errorName: 'States.Runtime',
      cause: `The JSONPath '$.no' specified for the field 'value.$' could not be found in the input '{"a":0}'`,
    }),
  );
});

test.each([
  ['$.store.pens', 'pens'],
  ['$.shop.pens', 'shop'],
  ['$.store.book[9]', '[9]'],
])('paths - the step of %s that leads nowhere is %s', (text, step) => {
  expect(() => evaluateReference(compilePath(text), scope)).toThrow(
    expect.objectContaining({
      errorName: 'States.ReferencePathConflict',
      cause: `Unable to apply step "${step}" to input ${writeJson(input)}`,
    }),
  );
});

test('paths - what grows with a power of the data is bounded', () => {
  const deep = parseJson('['.repeat(200) + ']'.repeat(200));
  expect(() => find('$..*..*..*..*', deep)).toThrow(expect.objectContaining({ errorName: 'States.Runtime' }));
});

test.each<[string, boolean]>([
  ['$', true],
  ["$.a['b'][0]", true],
  ['$.a[-1]', false],
  ['$.a[*]', false],
  ['$..a', false],
  ['$$.a', false],
  ['$a', false],
])('paths - is %s a reference path: %s', (text, expected) => {
  expect(isReferencePath(compilePath(text))).toBe(expected);
});

test.each<[string | null, Json, Json]>([
  [null, { a: 1 }, { a: 1 }],
  ['$', { a: 1 }, 'new'],
  ['$.a', { a: 1, b: 2 }, { a: 'new', b: 2 }],
  ['$.b', {}, { b: 'new' }],
  ['$.b.c.d', { a: 1 }, { a: 1, b: { c: { d: 'new' } } }],
  ['$.a[1]', { a: [1, 2, 3] }, { a: [1, 'new', 3] }],
  ['$.a[0].b', { a: [{ c: 1 }] }, { a: [{ c: 1, b: 'new' }] }],
])('paths - result at %s', (text, target, expected) => {
  const before = writeJson(target);
  expect(setAtPath(target, text === null ? null : compilePath(text), 'new')).toEqual(expected);
  expect(writeJson(target)).toBe(before);
});

test.each<[string, Json]>([
  ['$.a', 'text'],
  ['$.a.b', { a: 1 }],
  ['$.a[3]', { a: [1] }],
  ['$[0]', {}],
])('paths - a result cannot go to %s of %j', (text, target) => {
  expect(() => setAtPath(target, compilePath(text), 1)).toThrow(
    expect.objectContaining({ errorName: 'States.ReferencePathConflict' }),
  );
});

const step = fc.oneof(fc.string({ minLength: 1 }), fc.nat({ max: 3 }));

test('paths - what was set is found, and nothing else has changed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
      fc.jsonValue(),
      (names, value) => {
        const quote = (name: string): string => `['${name.replaceAll("'", "\\'")}']`;
        fc.pre(names.every((name) => !name.includes('\\')));
        const path = compilePath(`$${names.map(quote).join('')}`);
        const target: Json = { other: 1 };
        fc.pre(names[0] !== 'other');
        const changed = setAtPath(target, path, value as Json);
        expect(findPath(path, { ...scope, input: changed })).toEqual(value);
        expect(find('$.other', changed)).toBe(1);
      },
    ),
  );
});

test('paths - indefinite paths give a list whatever the data', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(step, { maxLength: 3 }), (value, steps) => {
      const text = steps.map((item) => (typeof item === 'number' ? `[${item}]` : '.*')).join('');
      expect(Array.isArray(find(`$..a${text}`, value as Json))).toBe(true);
    }),
  );
});

test('paths - raw numbers compare by value and keep their literal', () => {
  const raw = parseJson('{"l":[{"n":1.0},{"n":2}]}');
  expect(writeJson(find('$.l[?(@.n == 1)]', raw) as Json)).toBe('[{"n":1.0}]');
});

test.each([
  ['a pattern that backtracks without end', '$.l[?(@ =~ /(a+)+b/i)]', { l: ['a'.repeat(40)] }],
  [
    'a search in a list for each of many',
    '$.l[?(@ in $.l)]',
    { l: Array.from({ length: 5_000 }, (_, index) => index) },
  ],
])('paths - %s is ended', (_what, path, input) => {
  expect(() => find(path, input)).toThrow(expect.objectContaining({ errorName: 'States.Runtime' }));
});
