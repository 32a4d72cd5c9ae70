import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverlessPackage } from '../deploy/serverless-package.ts';
import { runBaton, startBaton } from '../running-baton.ts';
import { type ForeignProject, foreignProject } from './foreign-project.fixture.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const TSC = join(REPOSITORY, 'node_modules/.bin/tsc');
/** Of what baton dev does meanwhile. */
const PATIENCE = { timeout: 30_000 };

let project: ForeignProject;
beforeAll(async () => {
  project = await foreignProject();
});
afterAll(() => project[Symbol.asyncDispose]());

test('foreign project - before anything is generated, baton dev says what to do', async () => {
  const { root } = project;
  await expect(runBaton('dev', '--port', '0', '--once', '--root', root)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/generated\/contracts\.ts is not there\nMake it with `baton generate`\.\n$/),
  });
});

test('foreign project - its own baton generates, checks and tests it where it lies, and its types hold', async () => {
  const { root, program } = project;
  const run = async (file: string, ...words: readonly string[]) =>
    (await promisify(execFile)(file, words, { cwd: root })).stdout;
  const baton = (...words: readonly string[]) => run(process.execPath, program, ...words);
  expect(await baton('generate')).toMatch(/^generated\/functions\/parcels\/weigh\.ts +written$/m);
  expect(await baton('generate', '--check')).toBe('generated/ is fresh.\n');
  expect(await baton('check')).toContain('2 subjects, 2 versions');
  expect(await baton('test')).toMatch(/1 passed/);
  expect(await run(TSC, '-p', '.')).toBe('');
});

test('foreign project - --root runs it from anywhere: a record succeeds, a bad one becomes a dead letter', async () => {
  const { root } = project;
  expect(await runBaton('test', '--root', root)).toMatch(/1 passed/);
  const { run, stop } = await startBaton('--root', root);
  try {
    const send = (value: object) => run('send', 'parcels.posted', '--value', JSON.stringify(value));
    await send({ parcelId: 'p-1', grams: 500 });
    const told = await run('tail', 'parcels.weighed', '--from-start', '--count', '1', '--json');
    expect(JSON.parse(told)).toMatchObject({ json: { parcelId: 'p-1', class: 'LIGHT' } });
    const statuses = async () => JSON.parse(await run('executions', 'list', '--json')).executions;
    await expect.poll(statuses, PATIENCE).toMatchObject([{ status: 'SUCCEEDED' }]);

    await run('send', 'parcels.posted', '--raw', '--value', '{"parcelId":"p"}');
    const deadLetters = async () => JSON.parse(await run('dlq', 'list', '--json')).deadLetters;
    await expect.poll(deadLetters, PATIENCE).toMatchObject([{ message: expect.stringContaining('parcel.posted@1') }]);
    expect(await statuses()).toHaveLength(1);
  } finally {
    await stop();
  }
});

/** Each function's zip was loaded: an ingress function that has not this project's doors throws then. */
test("foreign project - it is packaged with Baton's own functions, which have what it generated in them", async () => {
  const { root } = project;
  const ours = await readFile(join(REPOSITORY, 'serverless.yml'), 'utf8');
  const theirs = ours.replaceAll(/(?:\.\/)?deploy\/(?=serverless\.cjs|bundle-plugin)/g, './node_modules/baton/deploy/');
  await writeFile(join(root, 'serverless.yml'), theirs);
  const { Resources } = await serverlessPackage(root, 'dev', join(root, 'package'));
  const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  expect(functions.map(({ Properties }) => [Properties.FunctionName, Properties.Handler]).toSorted()).toEqual([
    ['parcels-kafka-ingress-dev', 'functions/kafka-ingress/handler.handler'],
    ['parcels-weigh-dev', 'functions/parcels/weigh/handler.handler'],
    ['publish-dev', 'functions/publish/handler.handler'],
    ['validate-dev', 'functions/validate/handler.handler'],
  ]);
});
