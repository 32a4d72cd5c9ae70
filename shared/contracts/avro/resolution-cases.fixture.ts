/**
 * Avro's schema resolution, a row for each of its rules: what one schema wrote, read by another. Other implementations
 * answer the same rows; where one is known to answer otherwise, the row says why.
 * https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 */
export type ResolutionCase = {
  readonly what: string;
  readonly writer: unknown;
  readonly reader: unknown;
  /** In the writer's JSON form. */
  readonly value: unknown;
  readonly end: End;
  /** Why Java's Avro and fastavro answer otherwise, where they do. */
  readonly deviates?: { readonly java?: string; readonly fastavro?: string };
};

/** The value in the reader's JSON form; or refused because of the schemas alone, or only when a value is met. */
type End = { readonly reads: unknown } | { readonly refused: 'always' | 'when met' };

type Row = readonly [
  what: string,
  writer: unknown,
  reader: unknown,
  value: unknown,
  end: End,
  deviates?: ResolutionCase['deviates'],
];

const reads = (value: unknown): End => ({ reads: value });
const always: End = { refused: 'always' };
const whenMet: End = { refused: 'when met' };

const record = (name: string, fields: readonly unknown[], rest: object = {}) => ({
  type: 'record',
  name,
  fields,
  ...rest,
});
const field = (name: string, type: unknown, rest: object = {}) => ({ name, type, ...rest });
const letters = (symbols: readonly string[], rest: object = {}) => ({ type: 'enum', name: 'E', symbols, ...rest });
const fixed = (size: number, rest: object = {}) => ({ type: 'fixed', name: 'F', size, ...rest });
const logical = (type: string, logicalType: string, rest: object = {}) => ({ type, logicalType, ...rest });
const decimal = (precision: number, scale: number) => logical('bytes', 'decimal', { precision, scale });
const listOf = (items: unknown) => ({ type: 'array', items });
const mapOf = (values: unknown) => ({ type: 'map', values });

const PLAIN = {
  null: null,
  boolean: true,
  int: -7,
  long: 2 ** 40,
  float: 0.5,
  double: 0.1,
  string: 'né',
  bytes: 'bsOp',
} as const;
type Plain = keyof typeof PLAIN;

/** What each plain type can be read as, besides itself, and what its value is then. */
const PROMOTED: Readonly<Partial<Record<Plain, Readonly<Partial<Record<Plain, unknown>>>>>> = {
  int: { long: -7, float: -7, double: -7 },
  long: { float: 2 ** 40, double: 2 ** 40 },
  float: { double: 0.5 },
  string: { bytes: 'bsOp' },
  bytes: { string: 'né' },
};

const plainKinds = Object.keys(PLAIN) as Plain[];

/** Every plain type read as every other. */
const PROMOTIONS: readonly Row[] = plainKinds.flatMap((writer) =>
  plainKinds.map((reader): Row => {
    const promoted = { [writer]: PLAIN[writer], ...PROMOTED[writer] };
    return [
      `${writer} as ${reader}`,
      writer,
      reader,
      PLAIN[writer],
      reader in promoted ? reads(promoted[reader]) : always,
    ];
  }),
);

const LARGE_NUMBERS: readonly Row[] = [
  ['an int that a float rounds', 'int', 'float', 16_777_217, reads(16_777_216)],
  ['a long that a float rounds', 'long', 'float', 2 ** 53 - 1, reads(2 ** 53)],
  ['a long that a double holds', 'long', 'double', 2 ** 53 - 1, reads(2 ** 53 - 1)],
  ['a float that is none', 'float', 'double', 'NaN', reads('NaN')],
  ['a float without end', 'float', 'double', '-Infinity', reads('-Infinity')],
  ['the least int', 'int', 'long', -(2 ** 31), reads(-(2 ** 31))],
  ['bytes that are no text', 'bytes', 'string', '/w==', whenMet, { java: 'gives out U+FFFD instead' }],
];

const millis = logical('long', 'timestamp-millis');
const micros = logical('long', 'timestamp-micros');
const localMillis = logical('long', 'local-timestamp-millis');
const date = logical('int', 'date');
const uuid = logical('string', 'uuid');
const UUID = '12345678-1234-4234-8234-123456789abc';
const byNumber = 'reads the number, whatever it means';
const byWriter = "gives out what the writer's logical type says";

const LOGICAL: readonly Row[] = [
  ['a number as an instant', 'long', millis, 1_000, reads('1970-01-01T00:00:01.000Z'), { fastavro: byWriter }],
  ['a smaller number as an instant', 'int', millis, 1_000, reads('1970-01-01T00:00:01.000Z'), { fastavro: byWriter }],
  ['an instant as a number', millis, 'long', '1970-01-01T00:00:01.000Z', reads(1_000), { fastavro: byWriter }],
  ['an instant as a double', millis, 'double', '1970-01-01T00:00:01.000Z', reads(1_000), { fastavro: byWriter }],
  ['a number as a date', 'int', date, 1, reads('1970-01-02'), { fastavro: byWriter }],
  ['a date as a number', date, 'long', '1970-01-02', reads(1), { fastavro: byWriter }],
  [
    'milliseconds as microseconds',
    millis,
    micros,
    '1970-01-01T00:00:01.000Z',
    always,
    { java: byNumber, fastavro: byWriter },
  ],
  [
    'an instant as a local one',
    millis,
    localMillis,
    '1970-01-01T00:00:01.000Z',
    always,
    { java: byNumber, fastavro: byWriter },
  ],
  ['a date as an instant', date, millis, '1970-01-02', always, { java: byNumber, fastavro: byWriter }],
  [
    'a time of day in another unit',
    logical('int', 'time-millis'),
    logical('long', 'time-micros'),
    '00:00:01.000',
    always,
    { java: byNumber, fastavro: byWriter },
  ],
  ['text as a uuid', 'string', uuid, UUID, reads(UUID), { fastavro: byWriter }],
  ['a uuid as text', uuid, 'string', UUID, reads(UUID), { fastavro: byWriter }],
  ['text that is no uuid', 'string', uuid, 'x', whenMet, { java: 'reads the text', fastavro: byWriter }],
  ['a decimal as it was written', decimal(9, 2), decimal(9, 2), '-1.50', reads('-1.50')],
  ['a decimal of more digits', decimal(9, 2), decimal(12, 2), '-1.50', reads('-1.50')],
  ['a decimal of fewer digits', decimal(9, 2), decimal(3, 2), '-1.50', reads('-1.50')],
  [
    'a decimal of too few digits',
    decimal(9, 2),
    decimal(2, 2),
    '-1.50',
    whenMet,
    { java: byNumber, fastavro: byWriter },
  ],
  ['a decimal of another scale', decimal(9, 2), decimal(9, 3), '-1.50', always, { java: byNumber, fastavro: byWriter }],
  ['a decimal as bytes', decimal(9, 2), 'bytes', '-1.50', reads('/2o='), { fastavro: byWriter }],
  ['bytes as a decimal', 'bytes', decimal(9, 2), '/2o=', reads('-1.50'), { fastavro: byWriter }],
  [
    'a fixed decimal',
    fixed(2, { logicalType: 'decimal', precision: 4, scale: 1 }),
    fixed(2, { logicalType: 'decimal', precision: 4, scale: 1 }),
    '-15.0',
    reads('-15.0'),
  ],
  ['a fixed as a uuid', fixed(16), fixed(16, { logicalType: 'uuid' }), 'EjRWeBI0QjSCNBI0VniavA==', reads(UUID)],
  [
    'a fixed as a duration',
    fixed(12),
    fixed(12, { logicalType: 'duration' }),
    'AQAAAAIAAAC4CwAA',
    reads('P1M2DT3.000S'),
  ],
  ['a logical type that nobody knows', logical('int', 'star-date'), logical('long', 'moon-date'), 5, reads(5)],
];

const promotedEarlier = 'takes the first branch that the type can be promoted to';
const R = record('R', [field('a', 'int')]);

const UNIONS: readonly Row[] = [
  ['a value into a union', 'int', ['null', 'int'], 7, reads(7)],
  ['a value into a union, promoted', 'int', ['null', 'long'], 7, reads(7)],
  ['into the branch of its own type first', 'int', ['long', 'int'], 7, reads({ int: 7 })],
  [
    'into the branch of its own type first, told by what is read',
    'int',
    ['double', 'int'],
    7,
    reads({ int: 7 }),
    { fastavro: promotedEarlier },
  ],
  ['into the first branch that takes it', 'int', ['string', 'float', 'double'], 7, reads({ float: 7 })],
  ['null into a union', 'null', ['null', 'int'], null, reads(null)],
  ['what no branch takes', 'string', ['null', 'int'], 'x', always],
  ['out of a union', ['null', 'int'], 'int', 7, reads(7)],
  ['out of a union, promoted', ['null', 'int'], 'double', 7, reads(7)],
  ['a branch that cannot be read', ['null', 'string'], 'string', null, whenMet],
  ['a union of which nothing can be read', ['null', 'string'], 'int', 'x', always],
  ['a union in another order', ['null', 'string'], ['string', 'null'], 'x', reads('x')],
  ['a union with a branch more', ['null', 'int'], ['null', 'int', 'boolean'], 7, reads(7)],
  ['a union with a branch less', ['null', 'int', 'boolean'], ['null', 'int'], true, whenMet],
  ['a union that wraps from now on', ['null', 'int'], ['null', 'string', 'double'], 7, reads({ double: 7 })],
  ['a union that wraps no more', ['int', 'double'], ['null', 'double'], { int: 7 }, reads(7)],
  ['a union of its own', ['long', 'int'], ['long', 'int'], { int: 7 }, reads({ int: 7 })],
  ['a list into a union', listOf('int'), ['null', listOf('long')], [7], reads([7])],
  ['a record into a union', R, ['null', R], { a: 7 }, reads({ a: 7 })],
  [
    'a record into the branch of its full name',
    record('n.R', [field('a', 'int')]),
    ['null', record('m.R', [field('a', 'int')]), record('n.R', [field('a', 'int')])],
    { a: 7 },
    reads({ 'n.R': { a: 7 } }),
  ],
  [
    'a record into the branch of its short name',
    record('n.R', [field('a', 'int')]),
    ['null', record('m.S', [field('a', 'int')]), record('m.R', [field('a', 'int')])],
    { a: 7 },
    reads({ 'm.R': { a: 7 } }),
  ],
  [
    'a record into the branch that was called so',
    R,
    ['null', record('S', [field('a', 'int')], { aliases: ['R'] })],
    { a: 7 },
    reads({ a: 7 }),
  ],
  [
    'a record into the branch that has all its fields',
    R,
    ['null', record('n.R', [field('b', 'int')]), record('m.R', [field('a', 'long')])],
    { a: 7 },
    reads({ 'm.R': { a: 7 } }),
    { fastavro: 'takes the first record of the name' },
  ],
  ['an enum into a union', letters(['A']), ['null', letters(['A', 'B'])], 'A', reads('A')],
  ['lists of unions', listOf(['null', 'int']), listOf(['null', 'long']), [null, 7], reads([null, 7])],
];

const RECORDS: readonly Row[] = [
  [
    'fields in another order',
    record('R', [field('a', 'int'), field('b', 'string')]),
    record('R', [field('b', 'string'), field('a', 'int')]),
    { a: 7, b: 'x' },
    reads({ b: 'x', a: 7 }),
  ],
  ['a field that is promoted', R, record('R', [field('a', 'double')]), { a: 7 }, reads({ a: 7 })],
  ['a field that cannot be read', R, record('R', [field('a', 'string')]), { a: 7 }, always],
  [
    'a field that nobody asks for',
    record('R', [field('x', mapOf(listOf(['null', 'bytes', record('Q', [])]))), field('b', 'int')]),
    record('R', [field('b', 'int')]),
    { x: { k: [null, { bytes: 'AA==' }, { Q: {} }] }, b: 7 },
    reads({ b: 7 }),
  ],
  [
    'a field without default that nobody wrote',
    R,
    record('R', [field('a', 'int'), field('b', 'int')]),
    { a: 7 },
    always,
  ],
  ['an alias', R, record('R', [field('b', 'int', { aliases: ['a'] })]), { a: 7 }, reads({ b: 7 })],
  ['one of several aliases', R, record('R', [field('b', 'long', { aliases: ['x', 'a'] })]), { a: 7 }, reads({ b: 7 })],
  [
    'an alias of a field that is there by name',
    record('R', [field('b', 'int')]),
    record('R', [field('a', 'int', { aliases: ['b'], default: 0 }), field('b', 'int')]),
    { b: 7 },
    reads({ a: 0, b: 7 }),
    { java: 'reads the field by its alias, and not by its name' },
  ],
  [
    "the writer's alias",
    record('R', [field('a', 'int', { aliases: ['b'] })]),
    record('R', [field('b', 'int')]),
    { a: 7 },
    always,
  ],
  ['another name', R, record('S', [field('a', 'int')]), { a: 7 }, always, { java: 'asks for no name of records' }],
  [
    'the same name in another namespace',
    record('n.R', [field('a', 'int')]),
    record('m.R', [field('a', 'int')]),
    { a: 7 },
    reads({ a: 7 }),
  ],
  ['a name that was another', R, record('S', [field('a', 'int')], { aliases: ['R'] }), { a: 7 }, reads({ a: 7 })],
  [
    'a full name that was another',
    record('n.R', [field('a', 'int')]),
    record('m.S', [field('a', 'int')], { aliases: ['n.R'] }),
    { a: 7 },
    reads({ a: 7 }),
  ],
  [
    'an alias within the namespace',
    record('n.R', [field('a', 'int')]),
    record('S', [field('a', 'int')], { namespace: 'n', aliases: ['R'] }),
    { a: 7 },
    reads({ a: 7 }),
  ],
  [
    'nested names that were others',
    record('n.R', [field('e', letters(['A'])), field('f', fixed(1)), field('r', record('Q', [field('a', 'int')]))]),
    record('n.R', [
      field('e', { type: 'enum', name: 'm.G', symbols: ['A'], aliases: ['n.E'] }),
      field('f', { type: 'fixed', name: 'H', size: 1, aliases: ['F'] }),
      field('r', record('P', [field('a', 'long')], { aliases: ['Q'] })),
    ]),
    { e: 'A', f: 'AQ==', r: { a: 7 } },
    reads({ e: 'A', f: 'AQ==', r: { a: 7 } }),
  ],
  ['an error as a record', { ...R, type: 'error' }, R, { a: 7 }, reads({ a: 7 })],
  ['a record as a map', R, mapOf('int'), { a: 7 }, always],
  [
    'a record that holds itself',
    list('int'),
    list('long'),
    { value: 1, next: { value: 2, next: null } },
    reads({ value: 1, next: { value: 2, next: null } }),
  ],
  [
    'a record within one that it holds',
    record('R', [field('a', record('Q', [field('r', ['null', 'R'])]))]),
    record('R', [field('a', record('Q', [field('r', ['null', 'R']), field('b', 'int', { default: 0 })]))]),
    { a: { r: { a: { r: null } } } },
    reads({ a: { r: { a: { r: null, b: 0 } }, b: 0 } }),
  ],
];

function list(value: unknown) {
  return record('List', [field('value', value), field('next', ['null', 'List'])]);
}

const ENUMS: readonly Row[] = [
  ['symbols in another order', letters(['A', 'B']), letters(['B', 'A']), 'A', reads('A')],
  ['a symbol more', letters(['A']), letters(['A', 'B']), 'A', reads('A')],
  ['a symbol less', letters(['A', 'B']), letters(['A']), 'B', whenMet],
  ['a symbol less, with a default', letters(['A', 'B']), letters(['A'], { default: 'A' }), 'B', reads('A')],
  ["the writer's default", letters(['A', 'B'], { default: 'A' }), letters(['A']), 'B', whenMet],
  ['no symbol in common', letters(['A']), letters(['B']), 'A', whenMet],
  ['an enum of another name', letters(['A']), { type: 'enum', name: 'G', symbols: ['A'] }, 'A', always],
  ['an enum as text', letters(['A']), 'string', 'A', always],
  ['text as an enum', 'string', letters(['A']), 'A', always],
];

const COLLECTIONS: readonly Row[] = [
  ['a fixed of another size', fixed(1), fixed(2), 'AQ==', always],
  ['a fixed of another name', fixed(1), { type: 'fixed', name: 'G', size: 1 }, 'AQ==', always],
  [
    'a fixed of another namespace',
    { ...fixed(1), namespace: 'n' },
    { ...fixed(1), namespace: 'm' },
    'AQ==',
    reads('AQ=='),
  ],
  ['a fixed as bytes', fixed(1), 'bytes', 'AQ==', always],
  ['bytes as a fixed', 'bytes', fixed(1), 'AQ==', always],
  [
    'items that are promoted',
    listOf('int'),
    listOf('double'),
    [1, 2],
    reads([1, 2]),
    { java: "counts the bytes that the reader's items would take" },
  ],
  ['items that cannot be read', listOf('string'), listOf('int'), ['x'], always],
  ['values that are promoted', mapOf('int'), mapOf('long'), { a: 1 }, reads({ a: 1 })],
  ['values that cannot be read', mapOf('string'), mapOf('int'), { a: 'x' }, always],
  ['a list as a map', listOf('int'), mapOf('int'), [1], always],
];

const asSpelt = 'gives out the default as the schema spells it';
const inner = record('I', [field('x', 'int', { default: 1 }), field('y', 'string', { default: 'y' })]);

/** By a default's type: what the schema says and what is read. */
const DEFAULTS: readonly Row[] = (
  [
    ['null', null, null],
    ['boolean', true, true],
    ['int', -7, -7],
    ['long', 2 ** 53 - 1, 2 ** 53 - 1],
    ['float', 0.5, 0.5],
    ['double', 1e300, 1e300],
    ['double', 7, 7, asSpelt],
    ['string', 'né', 'né'],
    ['bytes', '\u0000\u00ff', 'AP8=', asSpelt],
    [fixed(2), '\u00ff\u0001', '/wE=', asSpelt],
    [letters(['A', 'B']), 'B', 'B'],
    [listOf('int'), [1, 2], [1, 2]],
    [listOf('int'), [], []],
    [listOf(listOf('bytes')), [['\u0001']], [['AQ==']], asSpelt],
    [mapOf('boolean'), { a: true }, { a: true }],
    [inner, { x: 5, y: 'z' }, { x: 5, y: 'z' }],
    [inner, { x: 5 }, { x: 5, y: 'y' }, asSpelt],
    [inner, {}, { x: 1, y: 'y' }, asSpelt],
    [['null', 'int'], null, null],
    [['int', 'null'], 7, 7],
    [['string', 'bytes'], 'x', { string: 'x' }],
    [[inner, 'null'], {}, { x: 1, y: 'y' }, asSpelt],
    [listOf([inner, 'null']), [{ x: 2 }], [{ x: 2, y: 'y' }], asSpelt],
    [date, 1, '1970-01-02', asSpelt],
    [logical('int', 'time-millis'), 1, '00:00:00.001', asSpelt],
    [logical('long', 'time-micros'), 1, '00:00:00.000001', asSpelt],
    [millis, -1, '1969-12-31T23:59:59.999Z', asSpelt],
    [micros, 1, '1970-01-01T00:00:00.000001Z', asSpelt],
    [localMillis, 0, '1970-01-01T00:00:00.000', asSpelt],
    [decimal(9, 2), '\u00ff', '-0.01', asSpelt],
    [uuid, UUID, UUID, asSpelt],
    [fixed(16, { logicalType: 'uuid' }), '\u0000'.repeat(16), '00000000-0000-0000-0000-000000000000', asSpelt],
    [fixed(12, { logicalType: 'duration' }), `\u0001${'\u0000'.repeat(11)}`, 'P1M0DT0.000S', asSpelt],
  ] as const
).map(([type, byDefault, value, fastavro]): Row => {
  const what = `the default ${JSON.stringify(byDefault)} of ${JSON.stringify(type)}`;
  const reader = record('R', [field('a', type, { default: byDefault })]);
  return [what, record('R', []), reader, {}, reads({ a: value }), fastavro === undefined ? undefined : { fastavro }];
});

export const RESOLUTION_CASES: readonly ResolutionCase[] = [
  ...PROMOTIONS,
  ...LARGE_NUMBERS,
  ...LOGICAL,
  ...UNIONS,
  ...RECORDS,
  ...ENUMS,
  ...COLLECTIONS,
  ...DEFAULTS,
].map(([what, writer, reader, value, end, deviates]) => {
  return { what, writer, reader, value, end, ...(deviates !== undefined && { deviates }) };
});
