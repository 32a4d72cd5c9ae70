import { isJsonObject, type Json, type JsonObject, parseJson, writeJson } from '../../expressions/index.ts';
import { MockConfigError } from '../errors.ts';
import { parseCallRange } from './call-range.ts';
import type { MockedAnswer, MockedCalls, MockedMachines, MockedStates } from './mocked-tasks.ts';

/**
 * Reads a mock configuration of Step Functions Local. Throws `MockConfigError`, which says where it is none.
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */
export function parseMockConfig(text: string): MockedMachines {
  const config = membersOf(parsed(text), '');
  const responses = mapOf(config.MockedResponses, 'MockedResponses', callsOf);
  const statesOf = (states: Json, path: string) =>
    mapOf(states, path, (response, at) => named(responses, response, at)) as MockedStates;
  return mapOf(config.StateMachines, 'StateMachines', (machine, path) =>
    mapOf(membersOf(machine, path).TestCases, `${path}.TestCases`, statesOf),
  );
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new MockConfigError('it is no JSON', { cause });
  }
}

function membersOf(value: Json | undefined, path: string): JsonObject {
  if (value !== undefined && isJsonObject(value)) return value;
  throw new MockConfigError(path === '' ? 'it is no JSON object' : `${path} is no JSON object`);
}

function mapOf<Value>(
  value: Json | undefined,
  path: string,
  read: (member: Json, path: string) => Value,
): ReadonlyMap<string, Value> {
  const members = Object.entries(membersOf(value, path));
  return new Map(members.map(([name, member]) => [name, read(member as Json, `${path}.${name}`)]));
}

function named(
  responses: ReadonlyMap<string, readonly MockedCalls[]>,
  name: Json,
  path: string,
): readonly MockedCalls[] {
  const calls = typeof name === 'string' ? responses.get(name) : undefined;
  if (calls !== undefined) return calls;
  throw new MockConfigError(`${path}: MockedResponses has no ${writeJson(name)}`);
}

function callsOf(response: Json, path: string): readonly MockedCalls[] {
  return Object.entries(membersOf(response, path)).map(([text, answer]) => {
    const range = parseCallRange(text);
    if (range === null) throw new MockConfigError(`${path}: "${text}" is no number of a call, nor a range as "0-2"`);
    return { ...range, answer: answerOf(membersOf(answer, `${path}.${text}`), `${path}.${text}`) };
  });
}

function answerOf({ Return: output, Throw: thrown }: JsonObject, path: string): MockedAnswer {
  if ((output === undefined) === (thrown === undefined)) {
    throw new MockConfigError(`${path} has to have either Return or Throw`);
  }
  if (output !== undefined) return { type: 'responded', output: writeJson(output), durationMs: 0 };
  const { Error: error, Cause: cause = '' } = membersOf(thrown, `${path}.Throw`);
  if (typeof error === 'string' && typeof cause === 'string') return { type: 'thrown', error, cause, durationMs: 0 };
  throw new MockConfigError(`${path}.Throw has to have Error and Cause as texts`);
}
