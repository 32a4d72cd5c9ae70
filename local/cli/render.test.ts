import { expect, test } from 'vitest';
import { columns } from './columns.ts';
import { duration } from './duration.ts';
import { executionStates } from './execution-states.ts';
import { renderDevEvent } from './render-dev.ts';
import { renderExecution } from './render-execution.ts';
import { plainStyle } from './terminal.ts';

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1_250, '1.3 s'],
  [125_000, '2 min 5 s'],
  [3_780_000, '1 h 3 min'],
  [366 * 86_400_000 + 3_600_000, '366 d 1 h'],
])('render - a duration of %d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('render - columns are as wide as their widest cell, colours not counted', () => {
  expect(
    columns([
      ['a', 'b'],
      ['\u001b[31mlong\u001b[39m', 'c'],
    ]),
  ).toBe('a     b\n\u001b[31mlong\u001b[39m  c\n');
});

const at = (seconds: number) => new Date(seconds * 1_000);

test('render - a failed execution says where, why, and what its function printed', () => {
  const cause = '{"errorType":"Declined","errorMessage":"The card is declined.","trace":[]}';
  const states = executionStates(
    [
      { id: 1, type: 'ExecutionStarted', timestamp: at(0) },
      {
        ...{ id: 2, type: 'TaskStateEntered', previousEventId: 0, timestamp: at(0) },
        stateEnteredEventDetails: { name: 'Charge', input: '{"n":1}' },
      },
      { id: 3, type: 'LambdaFunctionScheduled', previousEventId: 2, timestamp: at(1) },
      {
        ...{ id: 4, type: 'LambdaFunctionFailed', previousEventId: 3, timestamp: at(2) },
        lambdaFunctionFailedEventDetails: { error: 'Declined', cause },
      },
      { id: 5, type: 'ExecutionFailed', previousEventId: 4, timestamp: at(2) },
    ],
    false,
  );
  const caller = { executionArn: 'arn:e', stateName: 'Charge', retryCount: 0 };
  const report = {
    execution: {
      ...({
        executionArn: 'arn:e',
        stateMachineArn: 'arn:m:orders',
        name: 'e',
        status: 'FAILED',
        input: '{}',
      } as const),
      ...{ startDate: at(0), stopDate: at(2), error: 'Declined', cause },
    } as const,
    records: [{ topic: 't', partition: 1, first: 7, last: 7 }],
    states,
    printed: [{ at: 0, functionName: 'f', requestId: 'r', caller, text: 'asking the bank\n' }],
  };
  expect(renderExecution(report, plainStyle)).toBe(`✗  e  FAILED  2.0 s
  workflow   orders
  started    1970-01-01T00:00:00.000Z
  by record  t/1/7
  arn        arn:e

   STATE   TYPE  DURATION  RETRIES
✗  Charge  Task                     Declined

Charge failed
  error
    Declined: The card is declined.
  input
    {
      "n": 1
    }
  printed
    [0] asking the bank

FAILED Declined: The card is declined.
`);
});

test('render - an execution that ended is one line', () => {
  const ended = {
    ...({ type: 'executionEnded', executionArn: 'arn:e', name: 'e1', stateMachineArn: 'arn:m' } as const),
    ...({ stateMachineName: 'orders', status: 'SUCCEEDED', error: null, cause: null, durationMs: 1_500 } as const),
    path: ['Load', 'Each', 'Step', 'Step', 'Step', 'Store'],
  };
  expect(renderDevEvent(ended, plainStyle)).toBe('✓ e1  orders  1.5 s  Load → Each → Step ×3 → Store\n');
});

test('render - the table of samples names what ended otherwise', () => {
  const tally = (actual: number, expected: number) => ({ actual, expected });
  const mismatch = {
    ...({
      line: 3,
      topic: 't',
      partition: 0,
      offset: 2,
      expect: 'started',
      status: 'SUCCEEDED',
      reason: null,
    } as const),
    actual: 'started, FAILED',
  };
  const set = {
    ...{ set: 'orders', records: 5, mismatches: [mismatch] },
    ends: { started: tally(4, 4), duplicate: tally(0, 0), 'dead-letter': tally(1, 1) },
  };
  expect(renderDevEvent({ type: 'settled', sets: [set] }, plainStyle)).toBe(`
SAMPLES  RECORDS  STARTED  DUPLICATES  DEAD LETTERS  AS EXPECTED
orders   5        4 of 4   0 of 0      1 of 1        ✗ 4 of 5
✗ orders.ndjson:3 (t/0/2): expected started, SUCCEEDED; actual: started, FAILED
`);
});
