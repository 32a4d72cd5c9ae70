import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../definition/index.ts';
import { createRun, type MapRunFacts, pendingCommands, type Run, step } from './index.ts';
import { type Answerer, FACTS, runHistory, START, type Told } from './run-history.ts';

const nobody: Answerer = () => [];
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';

const PASS = { Each: { Type: 'Pass', End: true } };
const FAIL_IF_BAD = {
  Each: { Type: 'Choice', Choices: [{ Variable: '$', StringEquals: 'bad', Next: 'Bad' }], Default: 'Good' },
  Bad: { Type: 'Fail', Error: 'Bad', Cause: 'because' },
  Good: { Type: 'Succeed' },
};

function distributed(fields: object = {}, states: object = PASS, executionType = 'STANDARD') {
  return {
    StartAt: 'Spread',
    States: {
      Spread: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
          StartAt: 'Each',
          States: states,
        },
        Label: 'Rows',
        End: true,
        ...fields,
      },
    },
  };
}

function typesOf({ history }: Told): readonly string[] {
  return history.map(({ type }) => type);
}

function inputsOf({ children }: Told): readonly unknown[] {
  return children.map(({ history }) => JSON.parse(String(history[0]?.details?.value.input)));
}

function mapRunFactsOf({ commands }: Told): MapRunFacts | undefined {
  return commands.find((command) => command.type === 'startMapRun')?.mapRun;
}

/** Of the last event, `error: cause`. */
function failureOf({ end }: Told): string {
  return `${end?.error}: ${end?.cause}`;
}

const TOO_MANY = 'States.ExceedToleratedFailureThreshold: The specified tolerated failure threshold was exceeded';

describe('recorded histories', () => {
  test('map run - scenarios/test_base_scenarios.py::TestBaseScenarios::test_map_state_config_distributed_items_path_from_previous', () => {
    const told = runHistory(distributed({ ToleratedFailureCount: 10 }), '[0]', nobody);
    expect(told.history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    expect(told.end?.output).toBe('[0]');
  });

  test('map run - scenarios/test_base_scenarios.py::TestBaseScenarios::test_map_item_reader_json_no_json_list_object: its failure is told before the state’s', () => {
    const told = runHistory(distributed({}, FAIL_IF_BAD), '["bad"]', nobody);
    expect(typesOf(told).slice(3)).toEqual(['MapRunStarted', 'MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
    expect(failureOf(told)).toBe(TOO_MANY);
  });
});

describe('map run - what a child execution is', () => {
  test('it has names and a history of its own, and its own context', () => {
    const states = { Each: { Type: 'Pass', Parameters: { 'context.$': '$$' }, End: true } };
    const { children, history } = runHistory(distributed({}, states), '[7]', nobody);
    const mapRunArn = String(history[3]?.details?.value.mapRunArn);
    expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:000000000000:mapRun:machine\/Rows:[\da-f-]{36}$/);
    const [child] = children as [Told];
    expect(typesOf(child)).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded']);
    const { context } = JSON.parse(child.end?.output ?? '') as { context: Record<string, Record<string, unknown>> };
    expect(context.Execution?.Id).toMatch(
      /^arn:aws:states:us-east-1:000000000000:execution:machine\/Rows:[\da-f-]{36}$/,
    );
    expect(context.StateMachine).toEqual({ Id: `${FACTS.stateMachineArn}/Rows`, Name: 'machine/Rows' });
    expect(context.Execution?.Input).toBe(7);
    expect(context.Map).toBeUndefined();
  });

  test('an Express child has an ARN of its kind and five minutes', () => {
    const states = { Each: { Type: 'Wait', Seconds: 301, End: true } };
    const { children, end } = runHistory(distributed({}, states, 'EXPRESS'), '[1]', nobody);
    expect(children[0]?.run.facts.executionArn).toMatch(/:express:machine\/Rows:[\da-f-]{36}:[\da-f-]{36}$/);
    expect(children[0]?.end?.status).toBe('TIMED_OUT');
    expect(end?.error).toBe('States.ExceedToleratedFailureThreshold');
  });

  test('without a Label one is made up, the same whenever the definition is read', () => {
    const machine = distributed({ Label: undefined });
    const label = (told: Told) => told.children[0]?.run.facts.mapLabel;
    expect(label(runHistory(machine, '[1]', nobody))).toMatch(/^[\da-f-]{36}$/);
    expect(label(runHistory(machine, '[1]', nobody, { seed: 'other' }))).toBe(
      label(runHistory(machine, '[1]', nobody)),
    );
  });

  test('the variables around it are not there', () => {
    const machine = distributed({}, { Each: { Type: 'Pass', Parameters: { 'x.$': '$x' }, End: true } });
    const states = { First: { Type: 'Pass', Assign: { x: 1 }, Next: 'Spread' }, ...machine.States };
    const told = runHistory({ StartAt: 'First', States: states }, '[1]', nobody);
    expect(told.children[0]?.end?.status).toBe('FAILED');
  });
});

describe('map run - items', () => {
  test('ItemSelector sees the item, where it is from, and the state’s input', () => {
    const ItemSelector = { 'item.$': '$$.Map.Item', 'of.$': '$.of' };
    const told = runHistory(distributed({ ItemsPath: '$.rows', ItemSelector }), '{"of":"x","rows":["a"]}', nobody);
    expect(inputsOf(told)).toEqual([{ item: { Index: 0, Value: 'a', Source: 'STATE_DATA' }, of: 'x' }]);
  });

  test('the members of an object are passed as pairs', () => {
    expect(inputsOf(runHistory(distributed(), '{"a":1,"b":[2]}', nobody))).toEqual([
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: [2] },
    ]);
  });

  test('so are those of an object that an expression of Items gives', () => {
    const jsonata = (Items: string) => ({ QueryLanguage: 'JSONata', ...distributed({ Items }) });
    const told = runHistory(jsonata('{% $states.input.rows %}'), '{"rows":{"a":1,"b":[2]}}', nobody);
    expect(inputsOf(told)).toEqual([
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: [2] },
    ]);
    expect(failureOf(runHistory(jsonata('{% 7 %}'), '{}', nobody))).toContain("Expected 'array', but was 'number'");
  });

  test('ItemBatcher hands several of them to one child', () => {
    const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { 'day.$': '$.day' } };
    const told = runHistory(distributed({ ItemsPath: '$.rows', ItemBatcher }), '{"day":1,"rows":[1,2,3]}', nobody);
    expect(inputsOf(told)).toEqual([
      { BatchInput: { day: 1 }, Items: [1, 2] },
      { BatchInput: { day: 1 }, Items: [3] },
    ]);
    expect(mapRunFactsOf(told)).toMatchObject({ itemCount: 3, childCount: 2 });
  });

  test('a batch is never larger than MaxInputBytesPerBatch, unless by its only item', () => {
    const ItemBatcher = { MaxInputBytesPerBatch: '{"Items":["é","é"]}'.length + 2 };
    const told = runHistory(distributed({ ItemBatcher }), '["é","é","é","a long one, alone"]', nobody);
    expect(inputsOf(told)).toEqual([{ Items: ['é', 'é'] }, { Items: ['é'] }, { Items: ['a long one, alone'] }]);
    expect(mapRunFactsOf(told)?.childCount).toBeNull();
  });

  test('an item that cannot be selected fails the map run', () => {
    const told = runHistory(distributed({ ItemSelector: { 'x.$': '$.missing' } }), '[1]', nobody);
    expect(typesOf(told).slice(-3)).toEqual(['MapRunStarted', 'MapRunFailed', 'ExecutionFailed']);
  });

  test('none at all is a map run with no children', () => {
    const told = runHistory(distributed(), '[]', nobody);
    expect(told.end?.output).toBe('[]');
    expect(typesOf(told)).toContain('MapRunSucceeded');
  });

  test.each([
    ['ItemReader', { Resource: 'arn:aws:states:::s3:getObject', Parameters: {} }, 'States.ItemReaderFailed'],
    ['ResultWriter', { Resource: 'arn:aws:states:::s3:putObject', Parameters: {} }, 'States.ResultWriterFailed'],
  ])('what %s needs is named as missing', (name, field, error) => {
    const told = runHistory(distributed({ [name]: field }), '[1]', nobody);
    expect(told.end?.error).toBe(error);
    expect(told.end?.cause).toContain(`${name} (s3:`);
    expect(told.children).toEqual([]);
  });
});

describe('map run - concurrency and failures', () => {
  test('no more children run at once than MaxConcurrency allows', () => {
    const states = { Each: { Type: 'Wait', Seconds: 1, End: true } };
    const { children, end } = runHistory(distributed({ MaxConcurrency: 2 }, states), '[1,2,3,4,5]', nobody);
    const seconds = children.map(({ history }) => ((history[0]?.timestamp ?? 0) - START) / 1000);
    expect(seconds).toEqual([0, 0, 1, 1, 2]);
    expect(end?.output).toBe('[1,2,3,4,5]');
  });

  const rows = '["bad","ok","bad","ok"]';
  test.each([
    [{ ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    [{ ToleratedFailureCount: 1 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 49.9 }, 'FAILED'],
    [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 10 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 100 }, 'SUCCEEDED'],
    [{}, 'FAILED'],
  ])('%j tolerates half of four: %s', (fields, status) => {
    expect(runHistory(distributed(fields, FAIL_IF_BAD), rows, nobody).end?.status).toBe(status);
  });

  test('a child that failed gives what is known of it instead of an output', () => {
    const told = runHistory(distributed({ ToleratedFailureCount: 1 }, FAIL_IF_BAD), '["bad","ok"]', nobody);
    const [failed, succeeded] = JSON.parse(told.end?.output ?? '') as [object, unknown];
    expect(failed).toMatchObject({ Status: 'FAILED', Error: 'Bad', Cause: 'because', Input: '"bad"' });
    expect(succeeded).toBe('ok');
  });

  test('WriterConfig flattens lists, or gives all there is to know', () => {
    const flat = distributed({ ResultWriter: { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } } });
    expect(runHistory(flat, '[[1,2],[],3]', nobody).end?.output).toBe('[1,2,3]');
    const whole = distributed({ ResultWriter: { WriterConfig: { Transformation: 'NONE' } } });
    const [result] = JSON.parse(runHistory(whole, '[7]', nobody).end?.output ?? '') as [object];
    expect(result).toMatchObject({ Status: 'SUCCEEDED', Output: '7', Name: expect.any(String) });
  });

  test('a map run is retried as a new one, and caught', () => {
    const machine = distributed(
      {
        Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      },
      FAIL_IF_BAD,
    );
    const states = { ...machine.States, Caught: { Type: 'Succeed' } };
    const told = runHistory({ ...machine, States: states }, '["bad"]', nobody);
    expect(typesOf(told).filter((type) => type.startsWith('MapRun'))).toEqual([
      ...['MapRunStarted', 'MapRunFailed', 'MapRunStarted', 'MapRunFailed'],
    ]);
    expect(told.end?.status).toBe('SUCCEEDED');
    expect(new Set(told.commands.flatMap((one) => (one.type === 'endMapRun' ? [one.mapRunArn] : []))).size).toBe(2);
  });

  test('a map run beside a branch that fails is aborted', () => {
    const waiting = distributed({}, { Each: { Type: 'Wait', Seconds: 60, End: true } });
    const failing = {
      StartAt: 'Soon',
      States: { Soon: { Type: 'Wait', Seconds: 1, Next: 'Broken' }, Broken: { Type: 'Fail', Error: 'E' } },
    };
    const machine = { StartAt: 'Fan', States: { Fan: { Type: 'Parallel', End: true, Branches: [waiting, failing] } } };
    const told = runHistory(machine, '[1]', nobody);
    expect(typesOf(told).slice(-4)).toEqual([
      ...['MapRunAborted', 'MapStateAborted', 'ParallelStateFailed', 'ExecutionFailed'],
    ]);
    expect(told.commands).toContainEqual(expect.objectContaining({ type: 'endMapRun', status: 'ABORTED' }));
  });

  test('an execution that is stopped lets its children go', () => {
    const states = { Each: { Type: 'Wait', Seconds: 60, End: true } };
    const told = runHistory(distributed({}, states), '[1]', nobody, { stopAfterMs: 1000 });
    expect(told.commands).toContainEqual(expect.objectContaining({ type: 'endMapRun', status: 'ABORTED' }));
    expect(typesOf(told).at(-1)).toBe('ExecutionAborted');
  });
});

describe('map run - a run under way', () => {
  const machine = distributed(
    { MaxConcurrency: 2, ToleratedFailureCount: 9 },
    { Each: { Type: 'Task', Resource: FUNCTION, End: true } },
  );

  function begun(): { run: Run; program: ReturnType<typeof parseDefinition>; commands: readonly object[] } {
    const program = parseDefinition(JSON.stringify(machine));
    const run = createRun(program, { ...FACTS, input: '[1,2,3]' });
    const { commands } = step(program, run, { type: 'executionStarted', at: START, seed: 's' });
    return { run, program, commands };
  }

  test('asks again for the map run and the children that have not ended', () => {
    const { run, commands } = begun();
    expect(pendingCommands(run)).toEqual(commands);
  });

  test('takes a child’s end once, and none of an earlier attempt', () => {
    const { run, program } = begun();
    const ended = { type: 'childEnded', slot: 0, status: 'SUCCEEDED', output: '1', startedAt: START } as const;
    const at = { at: START, seed: 's', frame: 0 };
    expect(step(program, run, { ...ended, ...at, turn: 0 }).commands).toEqual([]);
    expect(step(program, run, { ...ended, ...at, turn: 1 }).commands).toMatchObject([{ type: 'startChild' }]);
    expect(step(program, run, { ...ended, ...at, turn: 1 }).commands).toEqual([]);
  });

  test('goes on as its settings are changed', () => {
    const { run, program } = begun();
    const at = { at: START, seed: 's', frame: 0, turn: 1 };
    const more = step(program, run, { type: 'mapRunUpdated', maxConcurrency: 3, ...at });
    const settings = { maxConcurrency: 3, toleratedFailureCount: 9, toleratedFailurePercentage: null };
    expect(more.commands).toMatchObject([
      { type: 'updateMapRun', settings },
      { type: 'startChild', child: { slot: 2 } },
    ]);
    step(program, run, {
      ...{ type: 'childEnded', slot: 0, status: 'FAILED', error: 'E', cause: null, startedAt: START },
      ...at,
    });
    const strict = step(program, run, { type: 'mapRunUpdated', toleratedFailureCount: 0, ...at });
    expect(strict.commands.slice(1)).toMatchObject([{ type: 'endMapRun', status: 'FAILED' }, { type: 'endExecution' }]);
  });
});
