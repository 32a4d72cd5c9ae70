import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefinition } from '../definition/index.ts';
import { createRun, pendingCommands, type Run, step } from './index.ts';
import { type Answerer, FACTS, runHistory, START } from './run-history.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

type Scope = { readonly StartAt: string; readonly States: Record<string, object> };

/** Names are given at the end, since they are unique over the whole machine. */
type Shape =
  | { readonly type: 'pass' | 'wait' | 'fail' | 'task' | 'callback'; readonly seconds: number }
  | {
      readonly type: 'parallel' | 'map' | 'spread';
      readonly of: readonly (readonly Shape[])[];
      readonly caught: boolean;
    };

const { shapes } = fc.letrec<{ shape: Shape; shapes: readonly Shape[] }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      type: fc.constantFrom('pass', 'wait', 'fail', 'task', 'callback', 'pass', 'task'),
      seconds: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      type: fc.constantFrom('parallel', 'map', 'spread'),
      of: fc.array(tie('shapes'), { minLength: 1, maxLength: 3 }),
      caught: fc.boolean(),
    }),
  ),
  shapes: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
}));

function scopeOf(chain: readonly Shape[], name: () => string): Scope {
  const names = chain.map(name);
  const states = chain.map((shape, index) => {
    const next = names[index + 1];
    return {
      ...stateOf(shape, name),
      ...(shape.type === 'fail' ? {} : next === undefined ? { End: true } : { Next: next }),
    };
  });
  // What follows a Fail could not be reached.
  const end = chain.findIndex(({ type }) => type === 'fail');
  const used = end < 0 ? names : names.slice(0, end + 1);
  return {
    StartAt: names[0] ?? '',
    States: Object.fromEntries(used.map((each, index) => [each, states[index] ?? {}])),
  };
}

function stateOf(shape: Shape, name: () => string): object {
  const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, JitterStrategy: 'FULL' }];
  switch (shape.type) {
    case 'pass':
      return { Type: 'Pass', Parameters: { 'in.$': '$', 'id.$': 'States.UUID()' }, ResultPath: '$' };
    case 'wait':
      return { Type: 'Wait', Seconds: shape.seconds };
    case 'fail':
      return { Type: 'Fail', Error: 'Chosen' };
    case 'task':
      return { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: shape.seconds, Retry };
    case 'callback':
      return {
        Type: 'Task',
        Resource: CALLBACK,
        HeartbeatSeconds: shape.seconds,
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
      };
    case 'parallel':
      return {
        Type: 'Parallel',
        Branches: shape.of.map((chain) => scopeOf(chain, name)),
        ...(shape.caught ? { Retry } : {}),
      };
    case 'map':
      return {
        Type: 'Map',
        MaxConcurrency: 2,
        ItemsPath: '$$.Execution.Input.items',
        ItemProcessor: scopeOf(shape.of[0] ?? [], name),
        ...(shape.caught ? { Retry } : {}),
      };
    case 'spread':
      return {
        Type: 'Map',
        MaxConcurrency: 2,
        ToleratedFailurePercentage: 50,
        ItemsPath: '$$.Execution.Input.items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...scopeOf(shape.of[0] ?? [], name),
        },
        ...(shape.caught ? { Retry } : {}),
      };
  }
}

const machines = shapes.map((chain) => {
  let count = 0;
  return scopeOf(chain, () => `S${count++}`);
});

/** Some tasks fail, some never answer, the rest give a number; which, depends on the task alone. */
const moody: Answerer = ({ stateName, retryCount, frame, taskToken }) => {
  const mood = (Number(stateName.slice(1)) + retryCount + frame) % 5;
  const submitted = taskToken === null ? [] : [{ submitted: {} }];
  if (mood === 0) {
    return submitted;
  }
  return [...submitted, { afterMs: mood * 700, ...(mood === 1 ? { error: 'Moody' } : { output: mood }) }];
};

const INPUT = '{"items":[1,2.50,"three"]}';

/** Long after whatever ends by itself: those that failed go on. */
const REDRIVEN = { redriveAfterMs: [1, 2].map((times) => times * 400 * 24 * 3_600_000) };

test('replay - the same inputs give the same commands and history, across snapshots too', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      const told = runHistory(machine, INPUT, moody, REDRIVEN);
      const again = runHistory(machine, INPUT, moody, REDRIVEN);
      const between = (run: Run) => JSON.parse(JSON.stringify(run)) as Run;
      const snapshots = runHistory(machine, INPUT, moody, { ...REDRIVEN, between });
      expect(again).toEqual(told);
      expect(snapshots).toEqual(told);
    }),
    { numRuns: 150 },
  );
});

test('histories - number their events without gaps, and each follows from an earlier one', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      const { history, end } = runHistory(machine, INPUT, moody, REDRIVEN);
      expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
      expect(history.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
      expect(end).not.toBeNull();
    }),
    { numRuns: 100 },
  );
});

test('commands - every timer and task of an execution is over when it ends', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      const { commands, run, history } = runHistory(machine, INPUT, moody, REDRIVEN);
      const ends = 1 + history.filter(({ type }) => type === 'ExecutionRedriven').length;
      expect(run.frames).toEqual({});
      expect(pendingCommands(run)).toEqual([]);
      expect(commands.filter(({ type }) => type === 'endExecution')).toHaveLength(ends);
    }),
    { numRuns: 100 },
  );
});

/** A Map whose step ends while it has items left, and one of whose running iterations fails after that. */
test.each([
  [2, 1, 165],
  [3, 3, 164],
  [7, 0, 162],
])('frames - a Map of %i at a time moves on once, whatever has made it ready', (MaxConcurrency, before, bad) => {
  const names = Array.from({ length: before }, (_, index) => `Before${index}`);
  const definition = {
    StartAt: names[0] ?? 'Map',
    States: {
      ...Object.fromEntries(names.map((name, index) => [name, { Type: 'Pass', Next: names[index + 1] ?? 'Map' }])),
      Map: {
        Type: 'Map',
        MaxConcurrency,
        ItemProcessor: {
          StartAt: 'Is',
          States: {
            Is: { Type: 'Choice', Choices: [{ Variable: '$', BooleanEquals: true, Next: 'Bad' }], Default: 'Good' },
            Good: { Type: 'Succeed' },
            Bad: { Type: 'Fail', Error: 'E' },
          },
        },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Wait', Seconds: 1, End: true },
    },
  };
  const items = Array.from({ length: 300 }, (_, index) => index === bad);
  const { history } = runHistory(definition, JSON.stringify(items), () => []);
  expect(history.filter(({ type }) => type === 'WaitStateEntered')).toHaveLength(1);
});

test('pending commands - are those that a run in waiting was given', () => {
  const definition = {
    TimeoutSeconds: 900,
    StartAt: 'Fan',
    States: {
      Fan: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 60, End: true } } },
          {
            StartAt: 'C',
            States: {
              C: { Type: 'Task', Resource: CALLBACK, Parameters: { QueueUrl: 'q', MessageBody: '' }, End: true },
            },
          },
          { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, End: true } } },
        ],
      },
    },
  };
  const program = parseDefinition(JSON.stringify(definition));
  const run = createRun(program, FACTS);
  const { commands } = step(program, run, { type: 'executionStarted', at: START, seed: 's' });
  const sorted = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
  expect(sorted(pendingCommands(run).map((command) => normal(command)))).toEqual(sorted(commands.map(normal)));

  step(program, run, { type: 'taskSubmitted', frame: 2, turn: 1, output: '{}', at: START, seed: 's' });
  const invoked = pendingCommands(run).filter((command) => command.type === 'invokeTask');
  expect(invoked.map(({ stateName }) => stateName)).toEqual(['T']);
});

/** Members in one order, to be compared as text. */
function normal(command: object): object {
  return Object.fromEntries(Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1)));
}
