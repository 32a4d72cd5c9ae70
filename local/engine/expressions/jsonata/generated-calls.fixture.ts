import fc from 'fast-check';

/** Calls of the built-ins that write and read numbers, dates and texts in forms of their own, with what they are given. */

const oneOf = fc.constantFrom;
const joined = (unit: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(unit, { minLength: 1, maxLength }).map((parts) => parts.join(''));
const texts = (characters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: oneOf(...characters), maxLength }).map((text) => JSON.stringify(text));
const call = (name: fc.Arbitrary<string>, ...args: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(name, ...args).map(([called, ...given]) => `$${called}(${given.filter((each) => each !== '').join(', ')})`);
const quoted = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => text.map((each) => JSON.stringify(each));

const number = fc
  .oneof(
    fc.integer(),
    fc.integer({ min: -20, max: 20 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    oneOf(0.1 + 0.2, 1e21, 1e-7, 123456789.125, 0.5, 1.5, 2.5, -0.5, 1e100, 5e-324, 0.000001, 12345.6789, 1e15, 1e16),
  )
  .map((value) => String(value).replace('e+', 'e'));
const small = fc.integer({ min: -3, max: 12 }).map(String);

const numberPicture = fc.oneof(
  joined(oneOf('#', '0', '##', '00', ',', '.', '%', '‰', 'e0', '-', '$', ' ', '9', '1', 'x', ';', '#,##0'), 6),
  oneOf('#,##0.00', '0.0e0', '00.000e00', '#0.##%', '#,###;(#)', '#,##,##0', '0,0,0', '###,###.000,000', '0.00‰'),
);
const integerPicture = oneOf(
  ...['0', '00', '#,##0', '0;o', 'w', 'W', 'Ww', 'w;o', 'I', 'i', 'A', 'a', '#,###', '0000', '1', '٠', 'Ww;o', '0,000'],
  ...['##0', '*', '#', 'W;o', '000,000', '#:##0'],
);
const integerText = oneOf(
  ...[
    '7',
    '-5',
    '0012',
    '1,234',
    '12th',
    'first',
    'one',
    'twenty-one',
    'one hundred and two',
    'two million',
    'XIV',
    'iv',
  ],
  ...['ab', 'zz', 'one thousand, two hundred and three', '', 'x', 'MMXX', 'IIX'],
);
const marker = fc
  .tuple(
    oneOf(...'YMDdFWwXxHhPmsfZzCE'),
    oneOf(
      ...['', '', '0', '00', '01', '0001', 'n', 'N', 'Nn', '1', 'I', 'i', 'w', 'W', 'Ww', 'a', 'A', '1o', 'Wo', '#1'],
    ),
    oneOf('', '', '', ',2', ',2-2', ',*-3', ',4', ',3-3', ',1', ',2-*'),
  )
  .map(([component, presentation, width]) => `[${component}${presentation}${width}]`);
const datePicture = fc.oneof(
  joined(fc.oneof({ weight: 2, arbitrary: marker }, oneOf('-', '/', ' ', 'T', ':', '.', '[[', ']]', ' of ')), 6),
  oneOf(
    '[Z01:01t]',
    '[Z0101]',
    '[z]',
    '[Y]-[M01]-[D01]',
    '[D1o] [MNn] [Y]',
    '[h]:[m] [P]',
    '[Y]-[d001]',
    '[Y][M01][D01]',
  ),
);
// The package takes years below 100 for those of the last century.
const millis = fc
  .oneof(fc.integer({ min: -5e13, max: 2e14 }), oneOf(0, -1, 1509380732935, 951782400000, 1e12))
  .map(String);
const zone = oneOf('', '', '"+0000"', '"-0500"', '"+0530"', '"+1200"', '"-0330"');
const dateText = oneOf(
  ...['2018-02-03', '2018-12-31T23:59:59Z', '12/25/1999', 'March 3 2020', '31 Jan 2020', '3rd March 2021', '11:30 pm'],
  ...['2020', 'twenty twenty', 'MMXX', '2020-060', '20200303', 'Mon 3 2020'],
);

const pattern = oneOf(
  ...['/a/', '/a+/', '/(a)(b)?/', '/[ab]+?/', '/\\s*/', '/b*/', '/(?:a|b)1/', '/A/i', '/^a/m', '/x?/', '/(?=a)./'],
  ...['/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)/', '/(a)\\1/', '/\\b\\w/'],
);
const replacement = oneOf(
  '"$0"',
  '"<$1$2>"',
  '"$11"',
  '"$$"',
  '"$"',
  '"$3x"',
  '"_"',
  'function($m){$m.match & $m.start}',
);
const limit = oneOf('', '', '0', '1', '2', '-1');
const subject = texts('aabbé1 ,-😀', 10);

export const generatedCall: fc.Arbitrary<string> = fc.oneof(
  number.map((value) => `$string(${value}) & [${value}] & {"a": ${value}} & ${value}`),
  fc.tuple(number, oneOf(...'+-*/%'), number).map(([left, sign, right]) => `$string((${left}) ${sign} (${right}))`),
  call(
    oneOf('number'),
    quoted(fc.oneof(number, oneOf('1.', '.5', '1E+3', '0x1F', '0b11', ' 1', '', '1e400', '+1', '0x'))),
  ),
  call(oneOf('round', 'formatBase', 'power'), number, small),
  call(oneOf('formatNumber'), number, quoted(numberPicture)),
  call(oneOf('formatInteger'), fc.integer({ min: -10, max: 2_000_000_000 }).map(String), quoted(integerPicture)),
  call(oneOf('parseInteger'), quoted(integerText), quoted(integerPicture)),
  call(oneOf('fromMillis'), millis, quoted(datePicture), zone),
  call(oneOf('toMillis'), quoted(dateText), quoted(datePicture)),
  fc.tuple(millis, quoted(datePicture)).map(([at, picture]) => `$toMillis($fromMillis(${at}, ${picture}), ${picture})`),
  call(oneOf('substring', 'pad'), subject, small, fc.oneof(small, texts('ab😀,', 2), oneOf(''))),
  call(oneOf('split', 'contains', 'substringBefore', 'substringAfter'), subject, texts('ab😀,-', 2)),
  call(oneOf('match', 'split'), subject, pattern, limit),
  call(oneOf('contains'), subject, pattern),
  call(oneOf('replace'), subject, pattern, replacement, limit),
  call(oneOf('replace'), subject, texts('ab,', 2), texts('ab$1', 3), limit),
);
