import { ARRAY, INTEGER, list, NULL, NUMBER, OBJECT, object, type Pairs, STRING, text, thenAs } from './row.fixture.ts';

export const COMBINATIONS: Pairs = {
  allOf: [
    [{ allOf: [STRING, { minLength: 1 }] }, '=', { ...STRING, minLength: 1 }],
    [{ allOf: [STRING] }, '=', STRING],
    [{ allOf: [object({ a: STRING }), object({ b: INTEGER })] }, '=', object({ a: STRING, b: INTEGER })],
    [{ allOf: [object({ a: STRING }, { required: ['a'] }), { required: ['b'] }] }, '<', { required: ['a', 'b'] }],
    [
      {
        allOf: [
          object({ a: true }, { additionalProperties: false }),
          object({ b: true }, { additionalProperties: false }),
        ],
      },
      '=',
      { const: {} },
    ],
    [{ allOf: [{ minimum: 1 }, { maximum: 3 }], ...INTEGER }, '=', { enum: [1, 2, 3] }],
  ],
  anyOf: [
    [{ anyOf: [STRING, NULL] }, '=', { type: ['string', 'null'] }],
    [{ anyOf: [STRING, NULL] }, '<', { anyOf: [STRING, NULL, NUMBER] }],
    [{ anyOf: [INTEGER, NUMBER] }, '=', NUMBER],
    [
      {
        anyOf: [
          { ...NUMBER, maximum: 5 },
          { ...NUMBER, minimum: 5 },
        ],
      },
      '=',
      NUMBER,
    ],
    [
      {
        anyOf: [
          { ...NUMBER, exclusiveMaximum: 5 },
          { ...NUMBER, exclusiveMinimum: 5 },
        ],
      },
      '=',
      { ...NUMBER, not: { const: 5 } },
    ],
    [
      {
        anyOf: [
          { ...INTEGER, maximum: 4 },
          { ...INTEGER, minimum: 5 },
        ],
      },
      '=',
      INTEGER,
    ],
    [
      { anyOf: [object({ a: STRING }, { required: ['a'] }), object({ a: INTEGER }, { required: ['a'] })] },
      '=',
      object({ a: { type: ['string', 'integer'] } }, { required: ['a'] }),
    ],
    [
      {
        anyOf: [
          object({ a: STRING, b: STRING }, { required: ['a', 'b'] }),
          object({ a: INTEGER, b: INTEGER }, { required: ['a', 'b'] }),
        ],
      },
      '<',
      object({ a: { anyOf: [STRING, INTEGER] }, b: { anyOf: [STRING, INTEGER] } }),
    ],
    [{ anyOf: [list(STRING), list(INTEGER)] }, '<', list({ anyOf: [STRING, INTEGER] })],
    [{ anyOf: [{ required: ['a'] }, { required: ['b'] }], ...OBJECT }, '<', { ...OBJECT, minProperties: 1 }],
    [{ anyOf: [true, STRING] }, '=', true],
    [{ anyOf: [false, STRING] }, '=', STRING],
  ],
  oneOf: [
    [{ oneOf: [STRING, NULL] }, '=', { anyOf: [STRING, NULL] }],
    [{ oneOf: [INTEGER, NUMBER] }, '=', { ...NUMBER, not: INTEGER }],
    [{ oneOf: [STRING, STRING] }, '=', false],
    [
      { oneOf: [{ required: ['a'] }, { required: ['b'] }], ...OBJECT },
      '<',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }], ...OBJECT },
    ],
    [{ ...INTEGER, oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }, '<', { not: { multipleOf: 6 } }],
    [
      {
        oneOf: [object({ t: { const: 'a' } }, { required: ['t'] }), object({ t: { const: 'b' } }, { required: ['t'] })],
      },
      '=',
      object({ t: { enum: ['a', 'b'] } }, { required: ['t'] }),
    ],
    [
      {
        oneOf: [
          object({ t: { const: 'a' }, v: INTEGER }, { required: ['t'] }),
          object({ t: { const: 'b' } }, { required: ['t'] }),
        ],
      },
      '<',
      {
        oneOf: [
          object({ t: { const: 'a' }, v: NUMBER }, { required: ['t'] }),
          object({ t: { const: 'b' } }, { required: ['t'] }),
          object({ t: { const: 'c' } }, { required: ['t'] }),
        ],
      },
    ],
  ],
  not: [
    [{ not: STRING }, '=', { type: ['null', 'boolean', 'number', 'array', 'object'] }],
    [{ not: { not: STRING } }, '=', STRING],
    [{ not: { type: ['string', 'null'] } }, '<', { not: STRING }],
    [{ ...STRING, not: { minLength: 3 } }, '=', { ...STRING, maxLength: 2 }],
    [{ ...OBJECT, not: { required: ['a'] } }, '=', object({ a: false })],
    [{ ...NUMBER, not: { minimum: 3 } }, '=', { ...NUMBER, exclusiveMaximum: 3 }],
    [{ ...ARRAY, not: { contains: STRING } }, '=', list({ not: STRING })],
    [{ ...OBJECT, not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } }, '=', object({ a: false, b: false })],
    [{ not: { allOf: [STRING, { minLength: 2 }] } }, '=', { anyOf: [{ not: STRING }, { maxLength: 1 }] }],
  ],
  'if, then and else': [
    [{ if: STRING, ...thenAs({ minLength: 1 }) }, '=', { minLength: 1 }],
    [{ if: STRING, ...thenAs({ minLength: 1 }), else: false }, '=', { ...STRING, minLength: 1 }],
    [{ if: STRING }, '=', true],
    [{ ...thenAs(STRING) }, '=', true],
    [{ if: true, ...thenAs(STRING), else: NULL }, '=', STRING],
    [
      object(
        { c: { enum: ['US', 'CA'] } },
        {
          required: ['c', 'zip'],
          if: { properties: { c: { const: 'US' } } },
          ...thenAs({ properties: { zip: text('^\\d{5}$') } }),
          else: { properties: { zip: text('^[A-Z]\\d[A-Z] \\d[A-Z]\\d$') } },
        },
      ),
      '<',
      object({ zip: { ...STRING, minLength: 5, maxLength: 7 } }, { required: ['zip'] }),
    ],
    [
      object(
        { kind: STRING },
        { if: { properties: { kind: { const: 'card' } }, required: ['kind'] }, ...thenAs({ required: ['number'] }) },
      ),
      '>',
      object({ kind: STRING }, { required: ['number'] }),
    ],
  ],
  '$ref and $defs': [
    [{ $ref: '#/$defs/a', $defs: { a: STRING } }, '=', STRING],
    [{ $ref: '#/$defs/a', minLength: 1, $defs: { a: STRING } }, '<', STRING],
    [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: INTEGER } }, '<', NUMBER],
    [object({ a: { $ref: '#/definitions/a%20b' } }, { definitions: { 'a b': INTEGER } }), '<', object({ a: NUMBER })],
    [{ $ref: '#name', $defs: { a: { $anchor: 'name', ...INTEGER } } }, '=', INTEGER],
    [{ $id: 'https://a.example/root', $ref: 'item', $defs: { a: { $id: 'item', ...INTEGER } } }, '=', INTEGER],
    [
      { $id: 'https://b.example/root', $ref: 'item#/$defs/x', $defs: { a: { $id: 'item', $defs: { x: STRING } } } },
      '=',
      STRING,
    ],
    [object({ next: { $ref: '#' }, v: INTEGER }), '<', object({ next: { $ref: '#' }, v: NUMBER })],
    [
      object({ next: { $ref: '#' }, v: INTEGER }),
      '=',
      { $ref: '#/$defs/n', $defs: { n: object({ next: { $ref: '#/$defs/n' }, v: INTEGER }) } },
    ],
    [object({ next: { $ref: '#' } }, { required: ['next'] }), '=', false],
    [
      object({ next: { anyOf: [NULL, { $ref: '#' }] } }, { required: ['next'] }),
      '<',
      object({ next: { type: ['null', 'object'] } }),
    ],
    [{ anyOf: [NUMBER, list({ $ref: '#' })] }, '<', { anyOf: [NUMBER, ARRAY] }],
    [{ anyOf: [INTEGER, list({ $ref: '#' })] }, '<', { anyOf: [NUMBER, list({ $ref: '#' })] }],
    [
      {
        $ref: '#/$defs/even',
        $defs: { even: object({ n: { $ref: '#/$defs/odd' } }), odd: object({ n: { $ref: '#/$defs/even' } }) },
      },
      '=',
      object({ n: { $ref: '#' } }),
    ],
  ],
  $dynamicRef: [
    [{ items: { $dynamicRef: '#a' }, $defs: { a: { $dynamicAnchor: 'a', ...INTEGER } }, ...ARRAY }, '<', list(NUMBER)],
    [
      {
        $id: 'https://c.example/tree',
        $dynamicAnchor: 'node',
        ...(object({ v: INTEGER, children: list({ $dynamicRef: '#node' }) }) as object),
      },
      '<',
      object({ v: NUMBER, children: list({ $ref: '#' }) }),
    ],
  ],
  unevaluatedProperties: [
    [
      object({ a: STRING }, { unevaluatedProperties: false }),
      '=',
      object({ a: STRING }, { additionalProperties: false }),
    ],
    [
      { allOf: [object({ a: STRING })], properties: { b: INTEGER }, unevaluatedProperties: false },
      '=',
      object({ a: STRING, b: INTEGER }, { additionalProperties: false }),
    ],
    [
      {
        $ref: '#/$defs/a',
        properties: { b: INTEGER },
        unevaluatedProperties: false,
        $defs: { a: object({ a: STRING }) },
      },
      '=',
      object({ a: STRING, b: INTEGER }, { additionalProperties: false }),
    ],
    [object({ a: STRING }, { unevaluatedProperties: true }), '=', object({ a: STRING })],
    [
      {
        ...OBJECT,
        if: { properties: { k: { const: 'x' } }, required: ['k'] },
        ...thenAs({ properties: { x: true } }),
        unevaluatedProperties: false,
      },
      '<',
      object({ k: true, x: true }, { additionalProperties: false }),
    ],
  ],
  unevaluatedItems: [
    [
      { ...ARRAY, prefixItems: [STRING], unevaluatedItems: false },
      '=',
      { ...ARRAY, prefixItems: [STRING], items: false },
    ],
    [
      { ...ARRAY, allOf: [{ prefixItems: [STRING] }], unevaluatedItems: INTEGER },
      '=',
      { ...ARRAY, prefixItems: [STRING], items: INTEGER },
    ],
    [{ ...ARRAY, items: STRING, unevaluatedItems: false }, '=', list(STRING)],
  ],
};
