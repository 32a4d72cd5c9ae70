import { expect, test } from 'vitest';
import { runHistory } from './run-history.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';

/** What a Task with these fields hands to its function, gives on, and assigns. */
function passThrough(fields: object, input: unknown, result: unknown) {
  const definition = { StartAt: 'A', States: { A: { Type: 'Task', Resource: FUNCTION, End: true, ...fields } } };
  const told = runHistory(definition, JSON.stringify(input), () => [{ output: result }]);
  const invoked = told.commands.find((command) => command.type === 'invokeTask');
  const exited = told.history.find(({ type }) => type === 'TaskStateExited');
  return [invoked?.arguments, told.end?.output, exited?.details?.value.assignedVariables];
}

test('stages - JSONPath: InputPath, Parameters, ResultSelector, Assign, ResultPath, OutputPath', () => {
  const fields = {
    InputPath: '$.order',
    Parameters: { 'number.$': '$.id' },
    ResultSelector: { 'track.$': '$.code' },
    Assign: { 'last.$': '$.track' },
    ResultPath: '$.shipped',
    OutputPath: '$.shipped',
  };
  expect(passThrough(fields, { order: { id: 7 } }, { code: 'T', more: 1 })).toEqual([
    '{"number":7}',
    '{"track":"T"}',
    { last: '"T"' },
  ]);
});

test('stages - JSONPath: ResultPath sets the result into the input as it was entered with', () => {
  expect(passThrough({ InputPath: '$.order', ResultPath: '$.r' }, { order: 1 }, 2)[1]).toBe('{"order":1,"r":2}');
  expect(passThrough({ ResultPath: null }, { order: 1 }, 2)[1]).toBe('{"order":1}');
});

test('stages - JSONPath: a path of null passes nothing', () => {
  expect(passThrough({ InputPath: null, OutputPath: null }, { order: 1 }, 2)).toEqual(['{}', '{}', undefined]);
});

test('stages - JSONata: Arguments, then Assign and Output side by side', () => {
  const fields = {
    QueryLanguage: 'JSONata',
    Arguments: { number: '{% $states.input.id %}' },
    Assign: { last: '{% $states.result.code %}' },
    Output: { code: '{% $states.result.code %}', was: '{% $states.input.id %}', known: '{% $exists($last) %}' },
  };
  expect(passThrough(fields, { id: 7 }, { code: 'T' })).toEqual([
    '{"number":7}',
    '{"code":"T","was":7,"known":false}',
    { last: '"T"' },
  ]);
});

test('stages - without any field, data passes as it is', () => {
  expect(passThrough({}, { a: 1 }, [2])).toEqual(['{"a":1}', '[2]', undefined]);
  expect(passThrough({ QueryLanguage: 'JSONata' }, { a: 1 }, [2])).toEqual(['{"a":1}', '[2]', undefined]);
});

test('stages - a caught error takes its own way: JSONPath by ResultPath, JSONata by Output', () => {
  const caught = (fields: object, catcher: object) => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: FUNCTION,
          End: true,
          ...fields,
          Catch: [{ ErrorEquals: ['E'], Next: 'B', ...catcher }],
        },
        B: { Type: 'Pass', End: true },
      },
    };
    return runHistory(definition, '{"id":7}', () => [{ error: 'E', cause: 'C' }]).end?.output;
  };
  expect(caught({ OutputPath: '$.nowhere' }, { ResultPath: '$.why' })).toBe('{"id":7,"why":{"Error":"E","Cause":"C"}}');
  expect(caught({ QueryLanguage: 'JSONata', Output: 1 }, { Output: '{% $states.errorOutput.Error %}' })).toBe('"E"');
  expect(caught({ QueryLanguage: 'JSONata' }, {})).toBe('{"Error":"E","Cause":"C"}');
});
