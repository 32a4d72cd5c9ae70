import { expect, test } from 'vitest';
import { type Answer, runHistory, START, type Told } from './run-history.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const HOUR = 3_600_000;
const task = (more: object = {}) => ({ Type: 'Task', Resource: FUNCTION, End: true, ...more });

/** Answers of each state in turn: a text is an error. */
function answering(answers: Record<string, readonly unknown[]>) {
  const left = new Map(Object.entries(answers).map(([state, all]) => [state, [...all]]));
  return ({ stateName }: { readonly stateName: string }): readonly Answer[] => {
    const answer = left.get(stateName)?.shift();
    return [typeof answer === 'string' ? { error: answer, cause: 'because' } : { output: answer ?? null }];
  };
}

const once = { redriveAfterMs: [HOUR] };
const told = ({ history }: Told) =>
  history.map(({ id, previousEventId, type, details }) => {
    const name = details?.value.name ?? details?.value.redriveCount;
    return `${id}<${previousEventId} ${type}${name === undefined ? '' : ` ${name}`}`;
  });
/** From the redrive on. */
const since = (run: Told) => told(run).slice(told(run).findIndex((line) => line.includes('ExecutionRedriven')));
const countOf = ({ history }: Told, kind: string) => history.filter(({ type }) => type === kind).length;

test('redrive - goes on with the task that failed, and keeps what came before', () => {
  const states = { A: task({ Next: 'B', End: undefined }), B: task() };
  const run = runHistory({ StartAt: 'A', States: states }, '{}', answering({ A: [1], B: ['Bad', 2] }), once);
  expect(told(run)).toEqual([
    ...['1<0 ExecutionStarted', '2<0 TaskStateEntered A', '3<2 LambdaFunctionScheduled', '4<3 LambdaFunctionStarted'],
    ...['5<4 LambdaFunctionSucceeded', '6<5 TaskStateExited A', '7<6 TaskStateEntered B'],
    ...[
      '8<7 LambdaFunctionScheduled',
      '9<8 LambdaFunctionStarted',
      '10<9 LambdaFunctionFailed',
      '11<10 ExecutionFailed',
    ],
    ...['12<11 ExecutionRedriven 1', '13<12 LambdaFunctionScheduled', '14<13 LambdaFunctionStarted'],
    ...['15<14 LambdaFunctionSucceeded', '16<15 TaskStateExited B', '17<16 ExecutionSucceeded'],
  ]);
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '2' });
});

test('redrive - may be done again, and the context tells how often and when', () => {
  const Parameters = { 'redrives.$': '$$.Execution.RedriveCount', 'times.$': '$$.Execution' };
  const run = runHistory(
    { StartAt: 'A', States: { A: task({ Parameters }) } },
    '{}',
    answering({ A: ['Bad', 'Worse', 3] }),
    { redriveAfterMs: [HOUR, 2 * HOUR] },
  );
  const asked = run.commands.flatMap((command) =>
    command.type === 'invokeTask' ? [JSON.parse(command.arguments)] : [],
  );
  expect(asked.map(({ redrives, times }) => [redrives, times.RedriveTime])).toEqual([
    [0, undefined],
    [1, new Date(START + HOUR).toISOString()],
    [2, new Date(START + 2 * HOUR).toISOString()],
  ]);
  expect(run.end?.status).toBe('SUCCEEDED');
});

test('redrive - retriers have all their attempts again', () => {
  const Retry = [{ ErrorEquals: ['Bad'], MaxAttempts: 1, IntervalSeconds: 1 }];
  const answers = answering({ A: ['Bad', 'Bad', 'Bad', 4] });
  const run = runHistory({ StartAt: 'A', States: { A: task({ Retry }) } }, '{}', answers, once);
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '4' });
});

test('redrive - of a Parallel only the branches that had not ended run again', () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: task() } });
  const Branches = [
    branch('Done'),
    branch('Bad'),
    { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } },
  ];
  const machine = { StartAt: 'All', States: { All: { Type: 'Parallel', Branches, End: true } } };
  const run = runHistory(machine, '{"x":1}', answering({ Done: [1], Bad: ['Bad', 2] }), once);
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,{"x":1}]' });
  expect(countOf(run, 'LambdaFunctionScheduled')).toBe(3);
  expect(since(run).slice(0, 2)).toEqual(['18<17 ExecutionRedriven 1', '19<18 LambdaFunctionScheduled']);
});

test('redrive - of a Map only the items that had not ended run again, in whatever depth', () => {
  const ItemProcessor = {
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: [{ StartAt: 'Each', States: { Each: task() } }], End: true } },
  };
  const machine = { StartAt: 'M', States: { M: { Type: 'Map', MaxConcurrency: 2, ItemProcessor, End: true } } };
  const run = runHistory(machine, '[1,2,3,4]', answering({ Each: [1, 'Bad', 3, 2, 4, 5] }), once);
  expect(run.end?.status).toBe('SUCCEEDED');
  expect(JSON.parse(run.end?.output ?? '')).toHaveLength(4);
  expect(JSON.parse(run.end?.output ?? '')[0]).toEqual([1]);
  expect(countOf(run, 'MapIterationStarted')).toBe(4);
});

test('redrive - what failed on the way out of a state runs the whole state again', () => {
  const states = { A: task({ OutputPath: '$.ok' }) };
  const run = runHistory({ StartAt: 'A', States: states }, '{}', answering({ A: [1, { ok: 2 }] }), once);
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '2' });
});

test('redrive - a stopped execution goes on, and its time counts anew', () => {
  const states = { W: { Type: 'Wait', Seconds: 60, Next: 'P' }, P: { Type: 'Pass', End: true } };
  const machine = { StartAt: 'W', TimeoutSeconds: 90, States: states };
  const run = runHistory(machine, '{}', () => [], { ...once, stopAfterMs: 50_000 });
  expect(run.history.at(-1)).toMatchObject({ type: 'ExecutionSucceeded', timestamp: START + HOUR + 60_000 });
  const late = runHistory({ ...machine, TimeoutSeconds: 30 }, '{}', () => [], once);
  expect(late.history.at(-1)).toMatchObject({ type: 'ExecutionTimedOut', timestamp: START + HOUR + 30_000 });
});

test('redrive - a failure that was caught is no part of what goes on', () => {
  const bad = { StartAt: 'Bad', States: { Bad: task() } };
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'After' }];
  const states = { All: { Type: 'Parallel', Branches: [bad], Catch, Next: 'After' }, After: task() };
  const answers = answering({ Bad: ['Bad'], After: ['Worse', 5] });
  const run = runHistory({ StartAt: 'All', States: states }, '{}', answers, once);
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '5' });
  expect(countOf(run, 'LambdaFunctionScheduled')).toBe(3);
});

test('redrive - what has succeeded, or still runs, takes no notice', () => {
  const succeeded = runHistory({ StartAt: 'A', States: { A: task() } }, '{}', answering({}), once);
  const running = runHistory({ StartAt: 'A', States: { A: task() } }, '{}', () => [], once);
  for (const run of [succeeded, running]) expect(countOf(run, 'ExecutionRedriven')).toBe(0);
});

test('redrive - a run that was kept as JSON goes on as any other', () => {
  const between = <Run>(run: Run): Run => JSON.parse(JSON.stringify(run)) as Run;
  const branch = (name: string) => ({ StartAt: name, States: { [name]: task() } });
  const States = { All: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } };
  const play = (more: object) =>
    runHistory({ StartAt: 'All', States }, '{}', answering({ A: [1], B: ['Bad', 2] }), { ...once, ...more });
  expect(play({ between }).history).toEqual(play({}).history);
});

const spread = (fields: object, executionType = 'STANDARD') => {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: executionType };
  const States = { First: task({ Next: 'Each', End: undefined }), Each: task() };
  const ItemProcessor = { ProcessorConfig, StartAt: 'First', States };
  return { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, End: true, ...fields } } };
};

test('redrive - of a Distributed Map only the children that did not succeed go on, and the items that none had got', () => {
  const answers = answering({ Each: [1, 'Bad', 2, 3] });
  const run = runHistory(spread({ MaxConcurrency: 1 }), '["a","b","c"]', answers, once);
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
  expect(run.children).toHaveLength(3);
  expect(run.children.map(({ history }) => history.filter(({ type }) => type === 'ExecutionRedriven').length)).toEqual([
    0, 1, 0,
  ]);
  expect(since(run).map((line) => line.split(' ')[1])).toEqual([
    ...['ExecutionRedriven', 'MapRunRedriven', 'MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited'],
    'ExecutionSucceeded',
  ]);
  expect(run.commands.find(({ type }) => type === 'redriveMapRun')).toMatchObject({ redriveCount: 1 });
});

test('redrive - failures that were tolerated are tried again too, and count anew', () => {
  const answers = answering({ Each: ['Bad', 'Bad', 'Bad', 1] });
  const run = runHistory(spread({ MaxConcurrency: 1, ToleratedFailureCount: 1 }), '["a","b"]', answers, once);
  expect(run.end?.status).toBe('SUCCEEDED');
  expect(JSON.parse(run.end?.output ?? '')).toEqual([expect.objectContaining({ Status: 'FAILED' }), 1]);
});

test('redrive - a Standard child goes on where it failed, an Express one starts over', () => {
  const firsts = (executionType: string) => {
    const run = runHistory(spread({}, executionType), '["a"]', answering({ Each: ['Bad', 1] }), once);
    expect(run.end?.status).toBe('SUCCEEDED');
    return run.children[0]?.history.filter(({ details }) => details?.value.name === 'First').length;
  };
  expect(firsts('STANDARD')).toBe(2);
  expect(firsts('EXPRESS')).toBe(4);
});

test('redrive - children that were stopped with their execution go on', () => {
  const States = { W: { Type: 'Wait', Seconds: 60, End: true } };
  const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'W', States };
  const machine = { StartAt: 'M', States: { M: { Type: 'Map', MaxConcurrency: 2, ItemProcessor, End: true } } };
  const run = runHistory(machine, '[1,2,3]', () => [], { ...once, stopAfterMs: 30_000 });
  expect(run.end).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
  expect(run.children.map(({ run: child }) => child.redriveCount)).toEqual([1, 1, 0]);
});
