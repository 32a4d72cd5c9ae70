import { expect, test } from 'vitest';
import { parseMockConfig } from './mock-config.ts';

/** The example of the Step Functions Local guide, shortened. */
const CONFIG = {
  StateMachines: {
    LambdaSQSIntegration: {
      TestCases: { HappyPath: { LambdaState: 'Success' }, Retry: { LambdaState: 'Retry' }, Real: {} },
    },
  },
  MockedResponses: {
    Success: { 0: { Return: { StatusCode: 200, Payload: { StatusCode: 200 } } } },
    Retry: { '0-2': { Throw: { Error: 'Lambda.Timeout', Cause: 'Slow.' } }, 3: { Return: 1 } },
  },
};

test('mock configuration - is read into test cases by state machine', () => {
  const machines = parseMockConfig(JSON.stringify(CONFIG));
  const cases = machines.get('LambdaSQSIntegration');
  expect([...(cases?.keys() ?? [])]).toEqual(['HappyPath', 'Retry', 'Real']);
  expect(cases?.get('Retry')?.get('LambdaState')).toEqual([
    { from: 3, to: 3, answer: { type: 'responded', output: '1', durationMs: 0 } },
    { from: 0, to: 2, answer: { type: 'thrown', error: 'Lambda.Timeout', cause: 'Slow.', durationMs: 0 } },
  ]);
});

test('mock configuration - numbers keep their text', () => {
  const text = JSON.stringify(CONFIG).replace('"Return":1', '"Return":{"a":1.0,"b":12345678901234567890}');
  const [first] = parseMockConfig(text).get('LambdaSQSIntegration')?.get('Retry')?.get('LambdaState') ?? [];
  expect(first?.answer).toMatchObject({ output: '{"a":1.0,"b":12345678901234567890}' });
});

const faulty: readonly (readonly [text: string, why: string])[] = [
  ['{', 'it is no JSON'],
  ['[]', 'it is no JSON object'],
  ['{}', 'MockedResponses is no JSON object'],
  [
    JSON.stringify(CONFIG).replace('"Success"}', '"Sucess"}'),
    'StateMachines.LambdaSQSIntegration.TestCases.HappyPath.LambdaState: MockedResponses has no "Sucess"',
  ],
  [JSON.stringify(CONFIG).replace('0-2', '2-0'), 'MockedResponses.Retry: "2-0" is no number of a call'],
  [JSON.stringify(CONFIG).replace('"Return":1', '"Returns":1'), 'MockedResponses.Retry.3 has to have either Return or'],
  [JSON.stringify(CONFIG).replace('"Error":', '"Errors":'), 'MockedResponses.Retry.0-2.Throw has to have Error'],
];

test.each(faulty)('mock configuration - %s is refused', (text, why) => {
  expect(() => parseMockConfig(text)).toThrow(
    expect.objectContaining({ name: 'MockConfigError', message: expect.stringContaining(why) }),
  );
});
