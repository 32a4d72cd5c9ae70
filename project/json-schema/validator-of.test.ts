import { expect, test } from 'vitest';
import { validatorOf } from './validator-of.ts';

const json = (text: string) => JSON.parse(text);

test.each([
  ['multiples are those of decimals', { multipleOf: 0.01 }, [0.07, 19.99], [0.075]],
  [
    'members may be named as methods are',
    { enum: [{ valueOf: 1 }, [{ toString: 2 }]] },
    [{ valueOf: 1 }, [{ toString: 2 }]],
    [{ valueOf: 2 }, { valueOf: 1, toString: 1 }],
  ],
  [
    'so may those of items that are to differ',
    { uniqueItems: true },
    [[{ valueOf: 1 }, { valueOf: 2 }]],
    [[{ valueOf: 1 }, { valueOf: 1 }]],
  ],
  [
    '__proto__ may want others',
    json('{"dependentRequired": {"__proto__": ["a"]}}'),
    [{}, json('{"__proto__": 1, "a": 1}')],
    [json('{"__proto__": 1}')],
  ],
  [
    '__proto__ may want a schema',
    json('{"dependentSchemas": {"__proto__": {"required": ["a"]}}}'),
    [{}, json('{"__proto__": 1, "a": 1}')],
    [json('{"__proto__": 1}')],
  ],
  [
    '__proto__ may be a member of a constant',
    json('{"const": {"__proto__": 1}}'),
    [json('{"__proto__": 1}')],
    [{}, json('{"__proto__": 2}')],
  ],
  [
    'what a list is to contain is looked for in a short one',
    { anyOf: [{ prefixItems: [true, { type: 'string' }], contains: { const: 1 } }] },
    [[1], [2, 'a', 1]],
    [[], [2], [2, 'a']],
  ],
  [
    'what lists are to contain is looked for in each',
    { items: { contains: { const: 1 } } },
    [[[1], [2, 1]]],
    [
      [[1], []],
      [[1], [2]],
    ],
  ],
  [
    'items of a prefix are to differ, whatever those behind it are',
    { prefixItems: [true, true], items: { type: 'integer' }, uniqueItems: true },
    [[1.5, 2.5, 1]],
    [
      [1.5, 1.5],
      [1, 2, 1],
    ],
  ],
  [
    'what a list contains beside a prefix is evaluated',
    {
      prefixItems: [{ type: 'string' }],
      contains: { const: 1 },
      maxContains: 2,
      unevaluatedItems: { $ref: '#/contains' },
    },
    [
      ['a', 1],
      ['a', 1, 1],
    ],
    [['a'], ['a', 1, 2], ['a', 1, 1, 1]],
  ],
  ['nullable is a keyword of another dialect', { type: 'string', nullable: true }, ['a'], [null]],
  ['so is $async', { $async: true, type: 'string' }, ['a'], [null]],
  ['characters are counted, not their halves', { maxLength: 1 }, ['😀'], ['ab']],
])('validators - %s', (_, schema, fitting, others) => {
  const fits = validatorOf(schema);
  expect([fitting.map(fits), others.map(fits)]).toEqual([fitting.map(() => true), others.map(() => false)]);
});
