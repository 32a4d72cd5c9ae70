import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FunctionNotFoundError } from './errors.ts';
import type { FunctionHost, InvokeAnswer } from './function-host.ts';
import type { HostedFunction, HostOptions } from './start-host.ts';
import { startHost } from './start-host.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function projectFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'baton-host-'));
  closing.push(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'functions'));
  return root;
}

/** A host of one function, `f`, made of this source text. */
async function hostOf(
  source: string,
  { options, fn }: { options?: Partial<HostOptions>; fn?: Partial<HostedFunction> } = {},
): Promise<{ host: FunctionHost; handlerPath: string }> {
  const root = options?.root ?? (await projectFolder());
  const handlerPath = join(root, 'functions', 'handler.ts');
  await writeFile(handlerPath, source);
  const host = startHost({
    functions: [{ name: 'f', handlerPath, timeoutSeconds: 10, memoryMb: 128, ...fn }],
    environment: () => ({ GREETING: 'hello' }),
    functionArn: (name) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    ...{ root, watch: false },
    ...options,
  });
  closing.push(() => host.close());
  return { host, handlerPath };
}

async function invokeOnce(source: string, payload: unknown = {}, fn: Partial<HostedFunction> = {}) {
  const { host } = await hostOf(source, { fn });
  return readAnswer(await host.invoke('f', JSON.stringify(payload)));
}

function readAnswer({ payload, functionError, requestId }: InvokeAnswer) {
  return { payload: JSON.parse(payload), functionError, requestId };
}

const returning: readonly (readonly [what: string, source: string, payload: unknown])[] = [
  ['the event comes back', 'export const handler = async (event) => event;', { n: 1 }],
  ['nothing returned is null', 'export const handler = async () => {};', null],
  ['a handler need not be async', 'export const handler = () => 7;', 7],
  ['its own environment', 'export const handler = async () => process.env.GREETING;', 'hello'],
  ["nothing of the host's environment", 'export const handler = async () => process.env.PATH ?? null;', null],
  ['TypeScript', 'export const handler = async (event: { n: number }): Promise<number> => event.n;', 1],
];

test.each(returning)('host - returns: %s', async (_what, source, expected) => {
  expect(await invokeOnce(source, { n: 1 })).toMatchObject({ payload: expected, functionError: null });
});

test("host - a handler is given Lambda's context and variables", async () => {
  const source = `export const handler = async (event, context) => {
    const { getRemainingTimeInMillis, ...rest } = context;
    return { ...rest, remains: getRemainingTimeInMillis() > 5000, name: process.env.AWS_LAMBDA_FUNCTION_NAME };
  };`;
  const { payload, requestId } = await invokeOnce(source);
  expect(payload).toEqual({
    functionName: 'f',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
    memoryLimitInMB: '128',
    awsRequestId: requestId,
    logGroupName: '/aws/lambda/f',
    logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    callbackWaitsForEmptyEventLoop: true,
    remains: true,
    name: 'f',
  });
});

const failing: readonly (readonly [what: string, source: string, failure: Record<string, unknown>])[] = [
  [
    'a typed error',
    `class PaymentDeclined extends Error { name = 'Payment.Declined'; }
     export const handler = async () => { throw new PaymentDeclined('no'); };`,
    {
      errorType: 'Payment.Declined',
      errorMessage: 'no',
      trace: expect.arrayContaining([expect.stringContaining('at ')]),
    },
  ],
  [
    'a string',
    "export const handler = async () => { throw 'no'; };",
    { errorType: 'string', errorMessage: 'no', trace: [] },
  ],
  [
    'undefined',
    'export const handler = async () => { throw undefined; };',
    { errorType: 'undefined', errorMessage: 'undefined', trace: [] },
  ],
  [
    'a value that JSON cannot say',
    'export const handler = async () => ({ n: 1n });',
    { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body', trace: [] },
  ],
  [
    'over 6 MB',
    "export const handler = async () => 'x'.repeat(6_291_556);",
    {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  ],
  [
    'a module that is not there',
    "import 'no-such-package'; export const handler = async () => 1;",
    {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringContaining("Cannot find package 'no-such-package'"),
    },
  ],
  [
    'no handler exported',
    'export const handle = async () => 1;',
    { errorType: 'Runtime.HandlerNotFound', errorMessage: 'handler.handler is undefined or not exported' },
  ],
  ['a syntax error', 'export const handler = async () => {;', { errorType: 'Runtime.UserCodeSyntaxError' }],
  [
    'an error while loading',
    "throw new TypeError('too early'); export const handler = async () => 1;",
    { errorType: 'TypeError', errorMessage: 'too early' },
  ],
  [
    'a rejection that nobody handles',
    "export const handler = () => { Promise.reject(new Error('lost')); return new Promise(() => {}); };",
    { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
  ],
  [
    'an error outside of the handler',
    "export const handler = () => new Promise(() => setTimeout(() => { throw new Error('late'); }));",
    { errorType: 'Error', errorMessage: 'late' },
  ],
];

test.each(failing)('host - fails as Lambda does: %s', async (_what, source, failure) => {
  expect(await invokeOnce(source)).toMatchObject({ payload: failure, functionError: 'Unhandled' });
});

const ending: readonly (readonly [what: string, source: string, errorType: string, error: string])[] = [
  [
    'process.exit(0)',
    'export const handler = async () => process.exit(0);',
    'Runtime.ExitError',
    'Runtime exited without providing a reason',
  ],
  [
    'process.exit(3)',
    'export const handler = async () => process.exit(3);',
    'Runtime.ExitError',
    'Runtime exited with error: exit status 3',
  ],
  [
    'an endless loop',
    'export const handler = async () => { for (;;); };',
    'Sandbox.Timedout',
    'Task timed out after 0.20 seconds',
  ],
  [
    'a promise that never settles',
    'export const handler = () => new Promise(() => {});',
    'Sandbox.Timedout',
    'Task timed out after 0.20 seconds',
  ],
];

test.each(ending)('host - an instance that ends is replaced: %s', async (_what, source, errorType, error) => {
  const { host } = await hostOf(`${source}`, { fn: { timeoutSeconds: 0.2 } });
  for (const _ of [1, 2]) {
    const { payload, requestId } = readAnswer(await host.invoke('f', '{}'));
    expect(payload).toEqual({ errorType, errorMessage: `RequestId: ${requestId} Error: ${error}` });
  }
});

test('host - too much memory ends the instance, not the host', async () => {
  const source = `export const handler = async () => {
    const hoard = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, n) => ({ n })));
  };`;
  const { payload, requestId } = await invokeOnce(source, {}, { memoryMb: 32 });
  expect(payload).toEqual({
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  });
});

test('host - an unknown function is refused', async () => {
  const { host } = await hostOf('export const handler = async () => 1;');
  await expect(host.invoke('g', '{}')).rejects.toThrow(FunctionNotFoundError);
});

test('host - what is printed is kept for its execution and request', async () => {
  const printed: string[] = [];
  const { host } = await hostOf(
    `export const handler = async ({ n }) => { console.log('out', n); process.stderr.write('err\\n'); };`,
    { options: { onPrint: ({ text }) => printed.push(text) } },
  );
  const caller = { executionArn: 'arn:1', stateName: 'Reserve', retryCount: 2 };
  const { requestId } = await host.invoke('f', '{"n":1}', { caller });
  await host.invoke('f', '{"n":2}');
  const kept = [
    { at: expect.any(Number), functionName: 'f', requestId, caller, text: 'out 1\n' },
    { at: expect.any(Number), functionName: 'f', requestId, caller, text: 'err\n' },
  ];
  expect(host.printed({ executionArn: 'arn:1' })).toEqual(kept);
  expect(host.printed({ requestId })).toEqual(kept);
  expect(printed).toEqual(['out 1\n', 'err\n', 'out 2\n', 'err\n']);
});

test('host - an instance is warm, and serves one invocation at a time', async () => {
  const { host } = await hostOf(`let running = 0; let most = 0; let calls = 0;
    export const handler = async () => {
      calls += 1; running += 1; most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return { most, calls };
    };`);
  await host.invoke('f', '{}');
  expect(readAnswer(await host.invoke('f', '{}')).payload).toEqual({ most: 1, calls: 2 });
  const many = await Promise.all(Array.from({ length: 20 }, () => host.invoke('f', '{}')));
  expect(many.map(readAnswer).every(({ payload }) => payload.most === 1)).toBe(true);
});

test('host - nobody waits for an abandoned invocation', async () => {
  const { host } = await hostOf('export const handler = () => new Promise(() => {});', {});
  const abort = new AbortController();
  const answer = host.invoke('f', '{}', { signal: abort.signal });
  abort.abort(new Error('stopped'));
  await expect(answer).rejects.toThrow('stopped');
});

test('host - an edited function is replaced', async () => {
  const root = await projectFolder();
  const options = { root, watch: true };
  const { host, handlerPath } = await hostOf('export const handler = async () => 1;', { options });
  expect((await host.invoke('f', '{}')).payload).toBe('1');
  await writeFile(handlerPath, 'export const handler = async () => 2;');
  await vi.waitUntil(async () => (await host.invoke('f', '{}')).payload === '2', { timeout: 4_000 });
});

test('host - the last good one stays when an edit does not load, and it is said once, and when it is over', async () => {
  const root = await projectFolder();
  const problems: string[] = [];
  const onEdited: HostOptions['onEdited'] = (name, failure) =>
    problems.push(`${name} ${failure?.errorType ?? 'mended'}`);
  const { host, handlerPath } = await hostOf('export const handler = async () => 1;', {
    options: { root, watch: true, onEdited },
  });
  await host.invoke('f', '{}');
  await writeFile(handlerPath, 'export const handler = async () => {');
  await vi.waitUntil(() => problems.length > 0, { timeout: 4_000 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => host.invoke('f', '{}')));
  expect(new Set(answers.map(({ payload }) => payload))).toEqual(new Set(['1']));
  expect(problems).toEqual(['f Runtime.UserCodeSyntaxError']);
  await writeFile(handlerPath, 'export const handler = async () => 3;');
  await vi.waitUntil(async () => (await host.invoke('f', '{}')).payload === '3', { timeout: 4_000 });
  expect(problems).toEqual(['f Runtime.UserCodeSyntaxError', 'f mended']);
});

test("host - Baton's own functions use what the project generated, wherever it lies", async () => {
  const root = await projectFolder();
  await mkdir(join(root, 'generated/contracts'), { recursive: true });
  const registry =
    "export const contracts = { 'theirs@1': async () => (await import('./contracts/theirs@1.ts')).theirs1 };";
  await writeFile(join(root, 'generated/contracts.ts'), registry);
  const contract = "export const theirs1 = { id: 'theirs@1', fingerprint: '', validate: () => [] };";
  await writeFile(join(root, 'generated/contracts/theirs@1.ts'), contract);
  const { host } = await hostOf('', {
    options: { root },
    fn: { handlerPath: join(import.meta.dirname, '../../functions/validate/handler.ts') },
  });
  const validate = async (id: string) => readAnswer(await host.invoke('f', JSON.stringify({ contract: id, value: 1 })));
  expect(await validate('theirs@1')).toMatchObject({ functionError: null });
  expect(await validate('order.created@2')).toMatchObject({ functionError: 'Unhandled' });
});
