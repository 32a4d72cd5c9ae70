import { expect, test } from 'vitest';
import { parseDefinition } from '../definition/index.ts';
import { createRun, step } from '../machine/index.ts';
import type { Input } from '../machine/protocol.ts';
import { ReplayMismatchError } from './errors.ts';
import { REPLAYS, Replay } from './replay.ts';

const PROGRAM = parseDefinition(
  JSON.stringify({
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 1, Next: 'End' }, End: { Type: 'Succeed' } },
  }),
);
const FACTS = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:m:e',
  executionName: 'e',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
  stateMachineName: 'm',
  roleArn: 'arn:aws:iam::000000000000:role/r',
  input: '{"n":1.0}',
};
const STARTED: Input = { type: 'executionStarted', at: 0, seed: 's' };
const FIRED: Input = { type: 'timerFired', frame: 0, turn: 1, timer: 'wait', at: 1000, seed: 't' };

function begun() {
  const run = createRun(PROGRAM, FACTS);
  const replay = new Replay(PROGRAM, FACTS);
  const first = step(PROGRAM, run, STARTED);
  return { run, replay, first };
}

test('replay - is on wherever suites run', () => {
  expect(REPLAYS).toBe(true);
});

test('replay - inputs that lead to the same are let through', () => {
  const { run, replay, first } = begun();
  replay.check(STARTED, first);
  replay.check(FIRED, step(PROGRAM, run, FIRED));
});

test('replay - a step that depends on anything but its inputs is found', () => {
  const { run, replay, first } = begun();
  replay.check(STARTED, first);
  Object.assign(run.frames[0] ?? {}, { input: '{"n":2}' });
  const told = step(PROGRAM, run, FIRED);
  expect(told.history.at(-1)?.type).toBe('ExecutionSucceeded');
  expect(() => replay.check(FIRED, told)).toThrow(ReplayMismatchError);
});

test('replay - a log that tells another history than its inputs lead to is found', () => {
  const { replay, first } = begun();
  const row = { id: 1, previous: null, input: JSON.stringify(STARTED), firstEvent: 1 };
  expect(() => replay.catchUp([{ ...row, history: JSON.stringify(first.history) }])).not.toThrow();
  expect(() => new Replay(PROGRAM, FACTS).catchUp([{ ...row, history: '[]' }])).toThrow(ReplayMismatchError);
});
