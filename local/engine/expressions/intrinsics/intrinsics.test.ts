import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, parseJson, writeJson } from '../json.ts';
import { evaluateCall } from './evaluate-call.ts';
import { parseIntrinsic } from './parse-call.ts';

const context: Json = { Execution: { Name: 'run' }, StateMachine: { Id: 'arn', Name: 'orders-dev' } };
const call = (text: string, input: Json = {}): Json =>
  evaluateCall(parseIntrinsic(text), { input, context, variables: { v: 4.3 }, random: () => 0.5 });

/** Inputs and answers as AWS gave them (conformance recordings), where they are not of the documentation. */
test.each<[string, Json, Json]>([
  ["States.Array('a', 1, $.x, null)", { x: [true] }, ['a', 1, [true], null]],
  ['States.Array()', {}, []],
  ['States.ArrayPartition($.x, 2)', { x: [1, 2, 3] }, [[1, 2], [3]]],
  ['States.ArrayContains($.x, $.y)', { x: [[1, 2, 3], 2], y: [1, 2, 3] }, true],
  ['States.ArrayContains($.x, $.y)', { x: [], y: null }, false],
  ['States.ArrayContains($.x, $.y)', { x: [{ '1': 2, '2': [] }], y: { '2': [], '1': 2 } }, true],
  ['States.ArrayRange(0, 10, 3)', {}, [0, 3, 6, 9]],
  ['States.ArrayRange(1, 9, 9)', {}, [1]],
  ['States.ArrayRange(5, 1, -2)', {}, [5, 3, 1]],
  ['States.ArrayGetItem($.x, 5)', { x: [1, 2, 3, 4, 5, 6] }, 6],
  ['States.ArrayLength($.x)', { x: [1, 2] }, 2],
  ['States.ArrayUnique($.x)', { x: [1, 2, 2, { a: 1 }, { a: 1 }] }, [1, 2, { a: 1 }]],
  ["States.Base64Encode('Data to encode')", {}, 'RGF0YSB0byBlbmNvZGU='],
  ['States.Base64Decode($.x)', { x: 'w6Q=' }, 'ä'],
  ["States.Base64Decode('')", {}, ''],
  ["States.Hash('input data', 'MD5')", {}, '812f45842bc6d66ee14572ce20db8e86'],
  ["States.Hash('input data', 'SHA-1')", {}, 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['States.JsonMerge($.x, $.y, false)', { x: { a: { b: 1 }, c: 1 }, y: { a: { d: 2 } } }, { a: { d: 2 }, c: 1 }],
  ["States.StringToJson('')", {}, null],
  ["States.StringToJson(' ')", {}, null],
  ["States.StringToJson('-0')", {}, 0],
  ['States.StringToJson($.x)', { x: '{"Arg1": 1, "Arg2": []}' }, { Arg1: 1, Arg2: [] }],
  ['States.StringToJson(\'{"a": "{}"}\')', {}, { a: '{}' }],
  ['States.JsonToString($.x)', { x: { Arg1: 1, Arg2: [] } }, '{"Arg1":1,"Arg2":[]}'],
  ['States.MathRandom(10, 20)', {}, 15],
  ['States.MathAdd(59, $v)', {}, 63],
  ['States.MathAdd($.x, -1)', { x: 5 }, 4],
  ["States.StringSplit($.x, ',')", { x: 'V1,V2\n,,,\ntrue' }, ['V1', 'V2\n', '\ntrue']],
  ["States.StringSplit('1.2+3', '.+')", {}, ['1', '2', '3']],
  ['States.UUID()', {}, '80808080-8080-4080-8080-808080808080'],
  [
    "States.Format('name {} of {}, {} {}', $$.Execution.Name, $$.StateMachine, $.x, $.y)",
    { x: [1, 'a'], y: null },
    'name run of {Id=arn, Name=orders-dev}, [1, a] null',
  ],
  ["States.Format('\\{{}\\} it\\'s \\\\', 1)", {}, "{1} it's \\"],
  ["States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), 0)", {}, 'orders'],
])('intrinsics - %s of %j', (text, input, expected) => {
  expect(call(text, input)).toEqual(expected);
});

test.each([
  'States.ArrayPartition($.x, 0)',
  'States.ArrayRange(0, 1000, 1)',
  'States.ArrayRange(0, 5, 0)',
  'States.ArrayGetItem($.x, 9)',
  "States.ArrayLength('x')",
  "States.Base64Decode('!')",
  "States.Hash('x', 'SHA-3')",
  'States.JsonMerge($, $, true)',
  "States.StringToJson('{')",
  "States.MathAdd('1', 1)",
  'States.MathRandom(2, 1)',
  "States.Format('{} {}', 1)",
])('intrinsics - %s fails', (text) => {
  const name = text.slice(0, text.indexOf('('));
  expect(() => call(text, { x: [1] })).toThrow(
    expect.objectContaining({
      errorName: 'States.IntrinsicFailure',
      cause: `The function '${text}' had the following error: Invalid arguments in ${name}`,
    }),
  );
});

test.each([
  ["States.Format('{}',$.nope)", '$.nope'],
  ["States.Format('{} {}', $.x, $.a.b)", '$.a.b'],
  ["States.Format('{}', States.Format('{}', $.nope))", '$.nope'],
  ["States.Format('{}', $.x[5])", '$.x[5]'],
  ["States.Format('{}', $$.Nope.Deep)", '$.Nope.Deep'],
])('intrinsics - %s names the argument that is not there', (text, path) => {
  expect(() => call(text, { x: [1] })).toThrow(
    expect.objectContaining({
      errorName: 'States.Runtime',
      cause: `The function '${text}' had the following error: The JsonPath argument for the field '${path}' could not be found in the input '{"x":[1]}'`,
    }),
  );
});

test('intrinsics - a failed call names the outermost one', () => {
  expect(() => call("States.Array(States.StringToJson('{'))", {})).toThrow(
    "The function 'States.Array(States.StringToJson('{'))' had the following error: Invalid arguments in States.StringToJson",
  );
});

test.each([
  'States.Nope()',
  'States.UUID(',
  'States.Format("x")',
  "States.Format('a)",
  'States.Format(\'He said, \\"Hello\\"\')',
  'States.UUID() x',
  `${'States.Array('.repeat(11)}${')'.repeat(11)}`,
])('intrinsics - %s is none', (text) => {
  expect(() => parseIntrinsic(text)).toThrow(expect.objectContaining({ code: 'SCHEMA_VALIDATION_FAILED' }));
});

test('intrinsics - numbers that only pass through keep their literal', () => {
  const input = parseJson('{"a":1.0,"b":[1e3]}');
  expect(writeJson(call('States.Array($.a, $.b)', input))).toBe('[1.0,[1e3]]');
  expect(call('States.JsonToString($)', input)).toBe('{"a":1.0,"b":[1e3]}');
});

test('intrinsics - text and JSON survive encoding and decoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.json(), (text, json) => {
      expect(call('States.Base64Decode(States.Base64Encode($.x))', { x: text })).toBe(text);
      const value = parseJson(json);
      expect(call('States.StringToJson(States.JsonToString($.x))', { x: value })).toEqual(
        Object.is(value, -0) ? 0 : value,
      );
    }),
  );
});

test('intrinsics - partitions hold every item once, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 5 }), (x, size) => {
      const parts = call('States.ArrayPartition($.x, $.size)', { x, size }) as number[][];
      expect(parts.flat()).toEqual(x);
      expect(parts.every((part) => part.length <= size && part.length > 0)).toBe(true);
    }),
  );
});

test.each([
  ['eA', 'x'],
  ['eA==', 'x'],
  ['eHk', 'xy'],
  ['eHk=', 'xy'],
  ['', ''],
])('intrinsics - Base64Decode reads %s with padding or without', (text, decoded) => {
  expect(call(`States.Base64Decode('${text}')`, {})).toBe(decoded);
});

test.each(['eA=', 'e', 'e===', 'eHk==', 'eA==eA=='])('intrinsics - Base64Decode refuses %s', (text) => {
  expect(() => call(`States.Base64Decode('${text}')`, {})).toThrow('Invalid arguments in States.Base64Decode');
});

test('intrinsics - ArrayUnique keeps the first of what is equal, however written, of long lists too', () => {
  expect(
    writeJson(call('States.ArrayUnique($)', parseJson('[1.0,1,{"a":1,"b":[]},{"b":[],"a":1e0},"1",null,null]'))),
  ).toBe('[1.0,{"a":1,"b":[]},"1",null]');
  const many = Array.from({ length: 50_000 }, (_, index) => index);
  expect(call('States.ArrayUnique($)', [...many, ...many])).toEqual(many);
});
