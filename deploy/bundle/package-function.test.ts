import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokenBundleError } from '../errors.ts';
import { archive, unarchive } from './archive.ts';
import { checkHandler } from './check-handler.ts';
import { packageFunction } from './package-function.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'baton-functions-'));
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

/** Packages a function whose handler.ts is this source. */
async function packaged(source: string, environment: Readonly<Record<string, unknown>> = {}): Promise<Uint8Array> {
  await writeFile(join(root, 'handler.ts'), source);
  return packageFunction({ handler: 'handler.handler', environment }, root);
}

test('package - a handler becomes one module at its own path', async () => {
  const zip = await packaged('export const handler = async (event: unknown): Promise<unknown> => event;');
  expect(Object.keys(unarchive(zip))).toEqual(['handler.mjs']);
});

test('package - what a handler imports only when it needs it is a module beside it', async () => {
  await writeFile(join(root, 'later.ts'), "export const greeting = 'hello';");
  const source = "export const handler = async (): Promise<string> => (await import('./later.ts')).greeting;";
  const paths = Object.keys(unarchive(await packaged(source)));
  expect(paths).toHaveLength(2);
  expect(paths).toEqual(expect.arrayContaining(['handler.mjs', expect.stringMatching(/^chunks\/later-\w+\.mjs$/)]));
});

test('package - the same source gives the same bytes', async () => {
  const source = 'export const handler = () => 1;';
  expect(await packaged(source)).toEqual(await packaged(source));
});

test('package - a module finds its environment and require while it loads', async () => {
  const source = `
    import { createRequire } from 'node:module';
    if (process.env.TOPIC !== 'orders' || process.env.STATE_MACHINE_ARN === undefined) throw new Error('unset');
    createRequire(import.meta.url)('node:fs');
    export const handler = () => require('node:path').sep;`;
  await expect(packaged(source, { TOPIC: 'orders', STATE_MACHINE_ARN: { Ref: 'X' } })).resolves.toBeDefined();
});

test('package - a module that keeps a timer is left at once', async () => {
  await expect(packaged('setInterval(() => 0, 1000); export const handler = () => 1;')).resolves.toBeDefined();
});

const broken: readonly (readonly [what: string, source: string, message: RegExp])[] = [
  [
    'a module that throws',
    "throw new TypeError('no brokers'); export const handler = 1;",
    /does not load: TypeError: no brokers/,
  ],
  ['no such export', 'export const handle = () => 1;', /does not load: exports no function handler \(undefined\)/],
  ['an export that is no function', 'export const handler = 1;', /exports no function handler \(number\)/],
  ['an import that is nowhere', "import './nowhere.ts'; export const handler = 1;", /does not bundle: .*nowhere/s],
];

test.each(broken)('package - refuse: %s', async (_what, source, message) => {
  const failure = await packaged(source).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BrokenBundleError);
  expect(failure).toHaveProperty('message', expect.stringMatching(message));
});

test('package - refuse: a handler without a source', async () => {
  const attempt = packageFunction({ handler: 'nowhere/handler.handler', environment: {} }, root);
  await expect(attempt).rejects.toThrow(/^nowhere\/handler\.handler: there is no .*handler\.ts or .*handler\.js$/);
});

test('package - refuse: a zip without the module', async () => {
  const attempt = checkHandler(archive({ 'other.mjs': new Uint8Array() }), 'handler.handler', {});
  await expect(attempt).rejects.toThrow('handler.handler: the zip holds no handler.mjs, but other.mjs');
});
