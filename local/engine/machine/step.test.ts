import { describe, expect, test } from 'vitest';
import { type Answerer, runHistory, START, type Told } from './run-history.ts';

/** `id<previous Type {details}`, without the members that say nothing was cut. */
function lines({ history }: Told): readonly string[] {
  return history.map(({ id, previousEventId, type, details }) => {
    const shown = Object.entries(details?.value ?? {}).filter(
      ([name]) => !name.endsWith('Details') && name !== 'roleArn',
    );
    const text = shown.length === 0 ? '' : ` ${JSON.stringify(Object.fromEntries(shown))}`;
    return `${id}<${previousEventId} ${type}${text}`;
  });
}

const nobody: Answerer = () => [];
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';
const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });

/** A machine whose only state is A. */
const only = (state: object, machine: object = {}) => ({ StartAt: 'A', States: { A: state }, ...machine });
const task = (fields: object = {}) => only({ Type: 'Task', Resource: FUNCTION, End: true, ...fields });

/** Each answer is for one attempt. */
function inTurn(...answers: readonly ReturnType<Answerer>[]): Answerer {
  let next = 0;
  return () => answers[next++] ?? [];
}

describe('recorded histories', () => {
  test('pass - base/test_base.py::TestSnfBase::test_state_pass_result', () => {
    const definition = only(pass({ Result: { Arg1: 'argument1' } }));
    expect(lines(runHistory(definition, '{}', nobody))).toEqual([
      '1<0 ExecutionStarted {"input":"{}"}',
      '2<0 PassStateEntered {"input":"{}","name":"A"}',
      '3<2 PassStateExited {"name":"A","output":"{\\"Arg1\\":\\"argument1\\"}"}',
      '4<3 ExecutionSucceeded {"output":"{\\"Arg1\\":\\"argument1\\"}"}',
    ]);
  });

  test('fail - base/test_base.py::TestSnfBase::test_state_fail', () => {
    const told = runHistory(only({ Type: 'Fail', Error: 'SomeFailure', Cause: 'because' }), '{}', nobody);
    expect(lines(told).slice(1)).toEqual([
      '2<0 FailStateEntered {"input":"{}","name":"A"}',
      '3<2 ExecutionFailed {"error":"SomeFailure","cause":"because"}',
    ]);
    expect(told.end).toMatchObject({ status: 'FAILED', error: 'SomeFailure', cause: 'because', output: null });
  });

  test('map - scenarios/test_base_scenarios.py::TestBaseScenarios::test_map_state: the iteration that follows links past MapIterationSucceeded', () => {
    const definition = only({
      Type: 'Map',
      End: true,
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'Each', States: { Each: pass() } },
    });
    expect(lines(runHistory(definition, '[1,"Hello"]', nobody)).slice(1)).toEqual([
      '2<0 MapStateEntered {"input":"[1,\\"Hello\\"]","name":"A"}',
      '3<2 MapStateStarted {"length":2}',
      '4<3 MapIterationStarted {"name":"A","index":0}',
      '5<4 PassStateEntered {"input":"1","name":"Each"}',
      '6<5 PassStateExited {"name":"Each","output":"1"}',
      '7<6 MapIterationSucceeded {"name":"A","index":0}',
      '8<6 MapIterationStarted {"name":"A","index":1}',
      '9<8 PassStateEntered {"input":"\\"Hello\\"","name":"Each"}',
      '10<9 PassStateExited {"name":"Each","output":"\\"Hello\\""}',
      '11<10 MapIterationSucceeded {"name":"A","index":1}',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited {"name":"A","output":"[1,\\"Hello\\"]"}',
      '14<13 ExecutionSucceeded {"output":"[1,\\"Hello\\"]"}',
    ]);
  });

  test('map - scenarios/test_base_scenarios.py::TestBaseScenarios::test_map_state_retry_multiple_retriers: only the last failure is told', () => {
    const definition = only({
      Type: 'Map',
      End: true,
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'E', Cause: 'C' } } },
      Retry: [{ ErrorEquals: ['NoSuchError'] }, { ErrorEquals: ['E'], MaxAttempts: 1 }],
    });
    expect(lines(runHistory(definition, '[1]', nobody)).slice(2)).toEqual([
      '3<2 MapStateStarted {"length":1}',
      '4<3 MapIterationStarted {"name":"A","index":0}',
      '5<4 FailStateEntered {"input":"1","name":"Bad"}',
      '6<5 MapIterationFailed {"name":"A","index":0}',
      '7<5 MapStateStarted {"length":1}',
      '8<7 MapIterationStarted {"name":"A","index":0}',
      '9<8 FailStateEntered {"input":"1","name":"Bad"}',
      '10<9 MapIterationFailed {"name":"A","index":0}',
      '11<9 MapStateFailed',
      '12<11 ExecutionFailed {"error":"E","cause":"C"}',
    ]);
  });

  test('evaluation - assign/…::test_undefined_reference[BASE_UNDEFINED_OUTPUT]: EvaluationFailed links past StateEntered', () => {
    const definition = only(pass({ Output: '{% $doesNotExist %}' }), { QueryLanguage: 'JSONata' });
    const cause =
      "An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression " +
      "'$doesNotExist' specified for the field 'Output' returned nothing (undefined).";
    const error = 'States.QueryEvaluationError';
    expect(lines(runHistory(definition, '{}', nobody)).slice(2)).toEqual([
      `3<0 EvaluationFailed ${JSON.stringify({ error, cause, location: 'Output', state: 'A' })}`,
      `4<3 ExecutionFailed ${JSON.stringify({ error, cause })}`,
    ]);
  });

  test('evaluation - one that fails with what a task answered links to the answer', () => {
    const definition = task({ QueryLanguage: 'JSONata', Output: '{% $states.result.missing %}' });
    const { history } = runHistory(definition, '{}', () => [{ output: {} }]);
    const failed = history.find(({ type }) => type === 'EvaluationFailed');
    expect([failed?.previousEventId, failed?.id]).toEqual([5, 6]);
  });

  test('stop - api/test_sfn_api.py::TestSnfApi::test_stop_execution: the abort follows from nothing', () => {
    const told = runHistory(only({ Type: 'Wait', Seconds: 60, End: true }), '{}', nobody, { stopAfterMs: 10 });
    expect(lines(told).slice(1)).toEqual(['2<0 WaitStateEntered {"input":"{}","name":"A"}', '3<0 ExecutionAborted']);
    expect(told.end).toMatchObject({ status: 'ABORTED', output: null });
  });

  test('timeout - timeouts/test_timeouts.py::TestTimeouts::test_fixed_timeout_lambda', () => {
    const told = runHistory(task({ TimeoutSeconds: 5 }), '{}', nobody);
    expect(lines(told).slice(2)).toEqual([
      `3<2 LambdaFunctionScheduled {"resource":"${FUNCTION}","input":"{}","timeoutInSeconds":5}`,
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionTimedOut {"error":"States.Timeout"}',
      '6<5 ExecutionFailed {"error":"States.Timeout"}',
    ]);
    expect(told.history.at(-1)?.timestamp).toBe(START + 5000);
  });

  test('parallel - states_variables/…::test_parallel_catch_error[PARALLEL_CATCH_ERROR_OUTPUT]: the failed branch is aborted', () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Fan',
      States: {
        Fan: {
          Type: 'Parallel',
          End: true,
          Branches: [{ StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, End: true } } }],
          Catch: [
            { ErrorEquals: ['States.ALL'], Output: { why: '{% $states.errorOutput.Error %}' }, Next: 'Fallback' },
          ],
        },
        Fallback: pass(),
      },
    };
    const told = runHistory(definition, '{}', () => [{ error: 'Exception', cause: 'C' }]);
    expect(lines(told).slice(6)).toEqual([
      '7<6 LambdaFunctionFailed {"error":"Exception","cause":"C"}',
      '8<7 TaskStateAborted',
      '9<7 ParallelStateFailed',
      '10<9 ParallelStateExited {"name":"Fan","output":"{\\"why\\":\\"Exception\\"}"}',
      '11<10 PassStateEntered {"input":"{\\"why\\":\\"Exception\\"}","name":"Fallback"}',
      '12<11 PassStateExited {"name":"Fallback","output":"{\\"why\\":\\"Exception\\"}"}',
      '13<12 ExecutionSucceeded {"output":"{\\"why\\":\\"Exception\\"}"}',
    ]);
  });

  test('catch - error_handling/…::test_task_lambda_data_limit_exceeded_on_large_utf8_response: caught by its name, not by States.ALL', () => {
    const large: Answerer = () => [{ output: 'ä'.repeat(150_000) }];
    const caught = (errorEquals: string) => ({
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: FUNCTION, End: true, Catch: [{ ErrorEquals: [errorEquals], Next: 'B' }] },
        B: pass(),
      },
    });
    expect(runHistory(caught('States.DataLimitExceeded'), '{}', large).end?.status).toBe('SUCCEEDED');
    expect(runHistory(caught('States.ALL'), '{}', large).end).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${FUNCTION}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
  });

  test('catch - scenarios/…::test_catch_states_runtime: nothing catches States.Runtime', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: FUNCTION,
          OutputPath: '$.no.such.result.path',
          End: true,
          Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'B' }],
        },
        B: pass(),
      },
    };
    expect(lines(runHistory(definition, '{}', () => [{ output: {} }])).slice(5)).toEqual([
      `6<5 ExecutionFailed ${JSON.stringify({
        error: 'States.Runtime',
        cause:
          "An error occurred while executing the state 'A' (entered at the event id #2). Invalid path " +
          "'$.no.such.result.path' : Missing property in path $['no']",
      })}`,
    ]);
  });

  test('callback - timeouts/test_heartbeats.py::TestHeartbeats::test_heartbeat_path_timeout', () => {
    const definition = only({
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      HeartbeatSecondsPath: '$.beat',
      TimeoutSeconds: 600,
      Parameters: { QueueUrl: 'q', MessageBody: 'hello' },
      End: true,
    });
    const beating: Answerer = () => [{ submitted: { MessageId: '1' } }, { afterMs: 4000, heartbeat: true }];
    const told = runHistory(definition, '{"beat":5}', beating);
    expect(lines(told).slice(2)).toEqual([
      `3<2 TaskScheduled ${JSON.stringify({
        resourceType: 'sqs',
        resource: 'sendMessage.waitForTaskToken',
        region: 'us-east-1',
        parameters: '{"QueueUrl":"q","MessageBody":"hello"}',
        timeoutInSeconds: 600,
        heartbeatInSeconds: 5,
      })}`,
      '4<3 TaskStarted {"resourceType":"sqs","resource":"sendMessage.waitForTaskToken"}',
      '5<4 TaskSubmitted {"resourceType":"sqs","resource":"sendMessage.waitForTaskToken","output":"{\\"MessageId\\":\\"1\\"}"}',
      '6<5 TaskTimedOut {"resourceType":"sqs","resource":"sendMessage.waitForTaskToken","error":"States.Timeout"}',
      '7<6 ExecutionFailed {"error":"States.Timeout"}',
    ]);
    expect(told.history.at(-1)?.timestamp).toBe(START + 9000);
  });
});

describe('retry', () => {
  const failing: Answerer = () => [{ error: 'E', cause: 'C' }];

  test('retry - backs off up to the longest delay, and counts each retrier by itself', () => {
    const Retry = [
      { ErrorEquals: ['E'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 3 },
      { ErrorEquals: ['F'], MaxAttempts: 1 },
    ];
    const answers = inTurn(
      [{ error: 'E' }],
      [{ error: 'F' }],
      [{ error: 'E' }],
      [{ error: 'E' }],
      [{ output: 'done' }],
    );
    const told = runHistory(task({ Retry }), '{}', answers);
    const scheduled = told.history.filter(({ type }) => type === 'LambdaFunctionScheduled');
    expect(scheduled.map(({ timestamp }) => (timestamp - START) / 1000)).toEqual([0, 2, 3, 9, 19]);
    expect(told.end?.status).toBe('SUCCEEDED');
  });

  test('retry - full jitter stays below the delay and comes from the seed', () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' }];
    const delays = ['a', 'b', 'a'].map((seed) => {
      const { history } = runHistory(task({ Retry }), '{}', failing, { seed });
      return (history.at(-1)?.timestamp ?? 0) - START;
    });
    expect(delays[0]).toBe(delays[2]);
    expect(delays[0]).not.toBe(delays[1]);
    expect(Math.max(...delays)).toBeLessThan(100_000);
  });

  test('retry - none with MaxAttempts 0', () => {
    const told = runHistory(task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 0 }] }), '{}', failing);
    expect(told.history.filter(({ type }) => type === 'LambdaFunctionFailed')).toHaveLength(1);
  });

  test('retry - tells the attempt in the context object and to the task', () => {
    const definition = task({ Parameters: { 'try.$': '$$.State.RetryCount' }, Retry: [{ ErrorEquals: ['E'] }] });
    const { commands } = runHistory(definition, '{}', inTurn([{ error: 'E' }], [{ output: 1 }]));
    const invoked = commands.filter((command) => command.type === 'invokeTask');
    expect(invoked.map(({ arguments: text, retryCount }) => [text, retryCount])).toEqual([
      ['{"try":0}', 0],
      ['{"try":1}', 1],
    ]);
  });
});

describe('timers and tokens', () => {
  test('wait - takes its time and no task', () => {
    const told = runHistory(only({ Type: 'Wait', Seconds: 31_536_000, End: true }), '{}', nobody);
    expect(told.commands[0]).toMatchObject({ type: 'setTimer', timer: 'wait', at: START + 31_536_000_000 });
    expect(told.history.at(-1)?.timestamp).toBe(START + 31_536_000_000);
  });

  test('task - cancels its timers when it succeeds', () => {
    const told = runHistory(task({ TimeoutSeconds: 9, HeartbeatSeconds: 3 }), '{}', () => [{ output: 1 }]);
    const cancelled = told.commands.filter((command) => command.type === 'cancelTimer');
    expect(cancelled.map(({ timer }) => timer)).toEqual(['taskTimeout', 'heartbeat']);
    expect(told.commands.some(({ type }) => type === 'cancelTask')).toBe(false);
  });

  test('task - is cancelled when it times out', () => {
    const told = runHistory(task({ TimeoutSeconds: 9 }), '{}', nobody);
    expect(told.commands.filter(({ type }) => type === 'cancelTask')).toEqual([
      { type: 'cancelTask', frame: 0, turn: 1 },
    ]);
  });

  test('heartbeat - is caught under its own name', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: FUNCTION,
          HeartbeatSeconds: 1,
          End: true,
          Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' }],
        },
        B: pass(),
      },
    };
    expect(runHistory(definition, '{}', nobody).end?.status).toBe('SUCCEEDED');
  });

  test('execution timeout - ends everything', () => {
    const definition = only({ Type: 'Wait', Seconds: 60, End: true }, { TimeoutSeconds: 5 });
    const told = runHistory(definition, '{}', nobody);
    expect(told.end?.status).toBe('TIMED_OUT');
    expect(lines(told).at(-1)).toBe('3<0 ExecutionTimedOut {"error":"States.Timeout"}');
  });

  test('activity - starts when a worker takes it', () => {
    const activity = 'arn:aws:states:us-east-1:000000000000:activity:sign';
    const definition = only({ Type: 'Task', Resource: activity, End: true });
    const told = runHistory(definition, '{}', () => [{ worker: 'me' }, { afterMs: 1, output: 'signed' }]);
    expect(lines(told).slice(2, 5)).toEqual([
      `3<2 ActivityScheduled {"resource":"${activity}","input":"{}"}`,
      '4<3 ActivityStarted {"workerName":"me"}',
      '5<4 ActivitySucceeded {"output":"\\"signed\\""}',
    ]);
  });
});

describe('frames', () => {
  const fan = (branches: readonly object[], fields: object = {}) => ({
    StartAt: 'Fan',
    States: { Fan: { Type: 'Parallel', End: true, Branches: branches, ...fields } },
  });

  test('parallel - joins results in the order of branches, not of their ends', () => {
    const branch = (name: string, seconds: number) => ({
      StartAt: name,
      States: { [name]: { Type: 'Wait', Seconds: seconds, Next: `${name}2` }, [`${name}2`]: pass({ Result: name }) },
    });
    expect(runHistory(fan([branch('Slow', 9), branch('Fast', 1)]), '{}', nobody).end?.output).toBe('["Slow","Fast"]');
  });

  test('parallel - a failing branch cancels what the others wait for', () => {
    const told = runHistory(
      fan([
        { StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 60, End: true } } },
        { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } },
        { StartAt: 'S', States: { S: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: { Type: 'Fail', Error: 'E' } } },
      ]),
      '{}',
      nobody,
    );
    expect(told.history.filter(({ type }) => type.endsWith('Aborted')).map(({ type }) => type)).toEqual([
      'TaskStateAborted',
      'WaitStateAborted',
    ]);
    expect(told.commands.filter(({ type }) => type.startsWith('cancel')).map(({ type }) => type)).toEqual([
      'cancelTimer',
      'cancelTask',
      'cancelTimer',
    ]);
    expect(told.end).toMatchObject({ status: 'FAILED', error: 'E' });
  });

  test('map - runs no more iterations at a time than it may', () => {
    const definition = only({
      Type: 'Map',
      End: true,
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, End: true } } },
    });
    let most = 0;
    const told = runHistory(definition, '[1,2,3,4,5]', ({ arguments: text }) => [{ afterMs: 10, outputText: text }], {
      between: (run) => {
        most = Math.max(most, Object.values(run.frames).filter(({ wait }) => wait !== null).length);
        return run;
      },
    });
    expect(most).toBe(2);
    expect(told.end?.output).toBe('[1,2,3,4,5]');
  });

  test('map - gives the item to ItemSelector and to nested states', () => {
    const definition = only({
      Type: 'Map',
      End: true,
      ItemsPath: '$.list',
      ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'all.$': '$.list' },
      ItemProcessor: {
        StartAt: 'Each',
        States: { Each: pass({ Parameters: { 'of.$': '$.all', 'at.$': '$$.Map.Item.Index' } }) },
      },
    });
    const told = runHistory(definition, '{"list":["a","b"]}', nobody);
    expect(
      told.history.filter(({ type }) => type === 'PassStateEntered').map(({ details }) => details?.value.input),
    ).toEqual(['{"value":"a","index":0,"all":["a","b"]}', '{"value":"b","index":1,"all":["a","b"]}']);
    expect(told.end?.output).toBe('[{"of":["a","b"],"at":0},{"of":["a","b"],"at":1}]');
  });

  test('map - an empty list gives an empty list', () => {
    const definition = only({ Type: 'Map', End: true, ItemProcessor: { StartAt: 'Each', States: { Each: pass() } } });
    expect(lines(runHistory(definition, '[]', nobody)).slice(2)).toEqual([
      '3<2 MapStateStarted {"length":0}',
      '4<3 MapStateSucceeded',
      '5<3 MapStateExited {"name":"A","output":"[]"}',
      '6<5 ExecutionSucceeded {"output":"[]"}',
    ]);
  });

  test('variables - inner scopes read outer ones and keep their own', () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 1, swap: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { outer: '{% $swap %}', swap: '{% $outer %}' }, Next: 'Fan' },
        Fan: {
          Type: 'Parallel',
          Next: 'End',
          Branches: [
            { StartAt: 'In', States: { In: pass({ Assign: { inner: '{% $outer + 10 %}' }, Output: '{% $outer %}' }) } },
          ],
        },
        End: pass({ Output: { outer: '{% $outer %}', swap: '{% $swap %}', inner: '{% $exists($inner) %}' } }),
      },
    };
    expect(runHistory(definition, '{}', nobody).end?.output).toBe('{"outer":2,"swap":1,"inner":false}');
  });

  test('data - what no state touches keeps its bytes', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } };
    const text = '{ "big": 1152921504606846976,\t"one": 1.0 }';
    expect(runHistory(definition, text, nobody).end?.output).toBe(text);
  });

  test('limits - a state may not give more than 256 KiB', () => {
    const told = runHistory(only(pass({ Result: 'x'.repeat(262_144) })), '{}', nobody);
    expect(lines(told).at(-1)).toBe(
      `3<2 ExecutionFailed ${JSON.stringify({
        error: 'States.DataLimitExceeded',
        cause: "The state/task 'A' returned a result with a size exceeding the maximum number of bytes service limit.",
      })}`,
    );
  });

  test('limits - a history ends at 25,000 events, and a step after a bounded number of moves', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Variable: '$', IsPresent: false, Next: 'C' }], Default: 'A' },
        C: { Type: 'Succeed' },
      },
    };
    const told = runHistory(definition, '{}', nobody);
    expect(told.history).toHaveLength(25_000);
    expect(told.end).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(told.commands.filter(({ type }) => type === 'proceed').length).toBeGreaterThan(20);
  });

  test('limits - a large Map is expanded in several steps', () => {
    const definition = only({ Type: 'Map', End: true, ItemProcessor: { StartAt: 'Each', States: { Each: pass() } } });
    const items = JSON.stringify(Array.from({ length: 2000 }, (_, index) => index));
    const told = runHistory(definition, items, nobody);
    expect(told.end?.output).toBe(items);
    expect(told.commands.filter(({ type }) => type === 'proceed').length).toBeGreaterThan(4);
  });

  test('turns - an input that nothing waits for any more changes nothing', () => {
    const twice: Answerer = () => [{ output: 1 }, { afterMs: 1, output: 2 }];
    const definition = {
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: FUNCTION, Next: 'B' }, B: { Type: 'Wait', Seconds: 5, End: true } },
    };
    expect(runHistory(definition, '{}', twice).end?.output).toBe('1');
  });
});
