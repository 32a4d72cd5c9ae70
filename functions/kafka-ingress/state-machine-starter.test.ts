import { expect, test } from 'vitest';
import { SystemicError, TransientStartError } from './errors.ts';
import { stateMachineStarter } from './state-machine-starter.ts';

const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:order-fulfilment';

type Command = { readonly constructor: { readonly name: string }; readonly input: unknown };

/** Answers the calls of one start, in order, and keeps what was asked. */
function fakeClient(...answers: readonly (object | Error)[]) {
  const asked: unknown[] = [];
  const send = async (command: Command): Promise<unknown> => {
    const answer = answers[asked.length];
    asked.push([command.constructor.name, command.input]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, client: { send: send as never } };
}

const refusal = (name: string, status: number | null, message = 'a message'): Error =>
  Object.assign(new Error(message), { name, ...(status !== null && { $metadata: { httpStatusCode: status } }) });

const execution = { name: 'name', input: '{}', traceHeader: null };
const alreadyExists = refusal('ExecutionAlreadyExists', 400);

test('starter - starts the execution with its name, input and trace', async () => {
  const { client, asked } = fakeClient({});
  const starter = stateMachineStarter(client, { arn, findsClashes: false });
  expect(await starter.start({ name: 'name', input: '{"a":1}', traceHeader: 'Root=1-2-3' })).toBe('started');
  expect(asked).toEqual([
    ['StartExecutionCommand', { stateMachineArn: arn, name: 'name', input: '{"a":1}', traceHeader: 'Root=1-2-3' }],
  ]);
});

test('starter - a name that is taken is a duplicate, and is not looked into in AWS', async () => {
  const { client, asked } = fakeClient(alreadyExists);
  expect(await stateMachineStarter(client, { arn, findsClashes: false }).start(execution)).toBe('duplicate');
  expect(asked).toHaveLength(1);
});

test.each([
  ['{}', 'duplicate'],
  ['{"other":true}', 'clash'],
])('starter - where clashes are looked for, a name taken with input %s is a %s', async (input, expected) => {
  const { client, asked } = fakeClient(alreadyExists, { input });
  expect(await stateMachineStarter(client, { arn, findsClashes: true }).start(execution)).toBe(expected);
  expect(asked[1]).toEqual([
    'DescribeExecutionCommand',
    { executionArn: 'arn:aws:states:us-east-1:000000000000:execution:order-fulfilment:name' },
  ]);
});

const refusals: readonly (readonly [error: Error, expected: typeof TransientStartError | typeof SystemicError])[] = [
  [refusal('ThrottlingException', 400), TransientStartError],
  [refusal('ExecutionLimitExceeded', 400), TransientStartError],
  [refusal('TooManyRequestsException', 429), TransientStartError],
  [refusal('InternalServerError', 500), TransientStartError],
  [refusal('ServiceUnavailable', 503), TransientStartError],
  [refusal('ECONNREFUSED', null), TransientStartError],
  [refusal('TimeoutError', null), TransientStartError],
  [refusal('StateMachineDoesNotExist', 400), SystemicError],
  [refusal('AccessDeniedException', 400), SystemicError],
  [refusal('ExpiredTokenException', 403), SystemicError],
  [refusal('CredentialsProviderError', null), SystemicError],
  [refusal('InvalidExecutionInput', 400), SystemicError],
];

test.each(refusals.map(([error, expected]) => [error.name, expected.name, error, expected] as const))(
  'starter - %s is a %s',
  async (_name, _expected, error, expected) => {
    const starting = stateMachineStarter(fakeClient(error).client, { arn, findsClashes: false }).start(execution);
    await expect(starting).rejects.toBeInstanceOf(expected);
  },
);

test('starter - a refusal that quotes the input is told without its words', async () => {
  const quoting = refusal('ValidationException', 400, `Value '{"iban":"DE02"}' at 'input' is not allowed`);
  const starting = stateMachineStarter(fakeClient(quoting).client, { arn, findsClashes: false }).start(execution);
  await expect(starting).rejects.toThrow(/^StartExecution failed with ValidationException \(HTTP 400\)$/);
});
