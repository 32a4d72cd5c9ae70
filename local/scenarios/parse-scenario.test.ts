import { expect, test } from 'vitest';
import { ProjectError, parseSource } from '../../project/index.ts';
import { outlineOf } from './outline.ts';
import { parseScenario } from './parse-scenario.ts';

const OUTLINE = outlineOf(`
States:
  ReserveStock: { Type: Task }
  Choose: { Type: Choice }
  Both:
    Type: Parallel
    Branches: [{ States: { ChargePayment: { Type: Task } } }]
`);

const parse = (text: string, name = 'case') =>
  parseScenario(parseSource('s.yaml', text), { workflow: 'shop', name, outline: OUTLINE });

test('scenario - mocks are answers by call, the last of a list for all further ones', () => {
  const {
    mocks,
    input,
    expect: expectation,
  } = parse(`
input: { id: 1 }
mocks:
  ReserveStock: [{ error: Busy, duration: 1.5 }, { invoke: true }, { result: { id: 2 } }]
  ChargePayment: { "0-2": { error: Slow, cause: why }, "3-9": { result: null } }
`);
  expect([input, expectation]).toEqual([{ id: 1 }, null]);
  const returned = { type: 'returned', durationMs: 0 };
  expect(Object.fromEntries(mocks)).toEqual({
    ReserveStock: [
      { from: 0, to: 0, answer: { type: 'thrown', error: 'Busy', cause: '', durationMs: 1_500 } },
      { from: 1, to: 1, answer: { type: 'invoked' } },
      { from: 2, to: Number.POSITIVE_INFINITY, answer: { ...returned, output: '{"id":2}' } },
    ],
    ChargePayment: [
      { from: 0, to: 2, answer: { type: 'thrown', error: 'Slow', cause: 'why', durationMs: 0 } },
      { from: 3, to: 9, answer: { ...returned, output: 'null' } },
    ],
  });
});

const mocks = (text: string) => `input: 1\nmocks:\n  ${text}\n`;

const faulty: readonly (readonly [text: string, code: string, place: string, what: string, fix: string])[] = [
  [
    mocks('ReservStock: [{ result: 1 }]'),
    'UNKNOWN_STATE',
    '3:16',
    'no state "ReservStock"',
    'Did you mean ReserveStock?',
  ],
  [mocks('Choose: [{ result: 1 }]'), 'UNKNOWN_STATE', '3:11', 'no Task but a Choice', 'ReserveStock, ChargePayment'],
  [mocks('ReserveStock: [{}]'), 'BAD_MOCK', '3:18', 'A call has one answer', 'one of result, error and invoke'],
  [mocks('ReserveStock: [{ result: 1, error: X }]'), 'BAD_MOCK', '3:18', 'A call has one answer', 'one of'],
  [mocks('ReserveStock: [{ result: 1, cause: X }]'), 'BAD_MOCK', '3:18', 'Only an error has a cause', 'an error'],
  [mocks('ReserveStock: [{ invoke: true, duration: 1 }]'), 'BAD_MOCK', '3:18', 'its own time', 'Leave out'],
  [mocks('ReserveStock: { "3-1": { result: 1 } }'), 'BAD_MOCK', '3:26', 'No call is in the range 3-1', '"1-3"'],
  [mocks('ReserveStock: { first: { result: 1 } }'), 'SHAPE', '3:17', 'mocks.ReserveStock', ''],
  [mocks('ReserveStock: []'), 'SHAPE', '3:17', 'mocks.ReserveStock', ''],
  [mocks('ReserveStock: [{ resul: 1 }]'), 'SHAPE', '3:27', 'Unknown field "resul"', 'Did you mean result?'],
  ['mocks: {}\n', 'SHAPE', '1:1', 'lacks "input"', 'Add input'],
  ['input: 1\nexpect: { status: DONE }\n', 'SHAPE', '2:19', 'expect.status cannot be "DONE"', 'SUCCEEDED'],
  ['input: 1\nexpect: { history: [{ error: X }] }\n', 'SHAPE', '2:21', 'lacks "type"', 'Add type'],
  ['input: [1\n', 'UNPARSABLE', '2:1', 'This is no YAML', ''],
];

test.each(faulty)('scenario - %j is refused with place, what and what to do', (text, code, place, what, fix) => {
  const error = refusalOf(() => parse(text));
  expect([error.code, error.message.split(': ')[0]]).toEqual([code, `s.yaml:${place}`]);
  expect(error.what).toContain(what);
  expect(error.fix).toContain(fix);
});

test('scenario - its name is that of an execution', () => {
  expect(refusalOf(() => parse('input: 1\n', 'a b'))).toMatchObject({ code: 'BAD_NAME' });
});

function refusalOf(act: () => unknown): ProjectError {
  try {
    act();
  } catch (error) {
    if (error instanceof ProjectError) return error;
    throw error;
  }
  throw new Error('it was taken');
}
