import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { AvroContract } from '../../shared/contracts/index.ts';
import { type SampleProject, sampleProject } from '../sample-project.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Runs the generator as `npm run generate` does. */
async function generate({ root }: SampleProject, ...options: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)('node', [MAIN, '--root', root, ...options], {
      env: withNode(),
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** The Node that runs the tests, whichever is first on the path. */
const withNode = () => ({ ...process.env, PATH: `${join(process.execPath, '..')}:${process.env.PATH}` });

const load = (project: SampleProject, path: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(join(project.root, 'generated', path)).href);

const ORDER = { orderId: 'o-1', at: '2026-11-21T10:15:30Z', note: null, tags: { a: 'NaN' } };

test('generate - contracts are complete, and run as they are', async () => {
  await using project = await sampleProject();
  expect((await generate(project)).code).toBe(0);
  const { orderCreated2 } = (await load(project, 'contracts/order.created@2.ts')) as { orderCreated2: AvroContract };
  expect(orderCreated2).toMatchObject({ id: 'order.created@2', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(Object.keys(orderCreated2.writers)).toEqual(['1', '2']);
  expect(orderCreated2.schema).toBe(orderCreated2.writers[2]);

  expect(orderCreated2.validate(ORDER, 'output')).toEqual([]);
  expect(orderCreated2.validate({ ...ORDER, extra: 1 }, 'input')).toEqual([]);
  expect(orderCreated2.validate({ ...ORDER, extra: 1 }, 'output')).toMatchObject([{ pointer: '/extra' }]);
  expect(orderCreated2.validate({ ...ORDER, at: 'today', tags: { a: 'x' } }, 'input')).toEqual([
    { pointer: '/at', rule: 'pattern', expected: 'date-time', found: 'string' },
    { pointer: '/tags/a', rule: 'anyOf', expected: 'number or one of NaN, Infinity, -Infinity', found: 'string' },
  ]);
});

test("generate - what ajv asks its runtime for is imported, and a function's module has its two contracts", async () => {
  await using project = await sampleProject();
  await generate(project);
  const { contracts } = (await load(project, 'functions/shop/reserve.ts')) as {
    contracts: Record<string, AvroContract>;
  };
  expect(contracts.input?.id).toBe('order.created@2');
  expect(contracts.output?.validate({ id: 'é', lines: [{ a: 1 }, { a: 1 }] }, 'output')).toMatchObject([
    { pointer: '/id', rule: 'minLength' },
    { pointer: '/lines', rule: 'uniqueItems' },
  ]);
  const validators = await readFile(join(project.root, 'generated/validators/stock.reserved@1.js'), 'utf8');
  expect(validators).not.toContain('require(');
});

test('generate - types are documented', async () => {
  await using project = await sampleProject();
  await generate(project);
  expect(await readFile(join(project.root, 'generated/contracts/stock.reserved@1.ts'), 'utf8')).toContain(
    `export type StockReserved = {
  /** Of the reservation. */
  readonly id: string;
  readonly lines: readonly { readonly [name: string]: unknown }[];
};`,
  );
});

test('generate - the registry and the doors hold the whole project', async () => {
  await using project = await sampleProject();
  await generate(project);
  const { contracts } = (await load(project, 'contracts.ts')) as {
    contracts: Record<string, () => Promise<AvroContract>>;
  };
  const ids = await Promise.all(Object.values(contracts).map(async (contract) => (await contract()).id));
  expect(ids).toEqual(Object.keys(contracts));
  expect(ids).toEqual(['order.created@1', 'order.created@2', 'stock.reserved@1']);
  expect((await load(project, 'triggers.ts')).workflowDoors).toEqual({
    shop: {
      workflow: 'shop',
      triggers: [
        {
          topic: 'orders.created',
          format: 'avro-single-object',
          contract: 'order.created@2',
          identity: { kind: 'header', name: 'event-id' },
          generation: 1,
          mode: 'execution-per-record',
          rows: 'plain',
        },
      ],
      signals: { done: { topic: 'orders.done', contract: 'stock.reserved@1', format: 'json' } },
      deadLetterTopic: 'orders.dlt',
    },
  });
});

test('generate - check passes what is fresh and names what is not', async () => {
  await using project = await sampleProject();
  await generate(project);
  expect(await generate(project, '--check')).toEqual({ code: 0, output: '' });
  const generated = join(project.root, 'generated');
  await writeFile(join(generated, 'triggers.ts'), 'changed');
  await writeFile(join(generated, 'contracts/gone@1.ts'), 'left over');
  await rm(join(generated, 'contracts.ts'));
  const { code, output } = await generate(project, '--check');
  expect(code).toBe(1);
  expect(output).toContain('These files are stale: contracts.ts, contracts/gone@1.ts, triggers.ts.');
  await generate(project);
  expect(await generate(project, '--check')).toEqual({ code: 0, output: '' });
});

test('generate - a project that cannot be read is told without a stack', async () => {
  await using project = await sampleProject({ 'schemas/order.created/1.avsc': '{' });
  const { code, output } = await generate(project);
  expect(code).toBe(1);
  expect(output).toMatch(/^schemas\/order\.created\/1\.avsc:1:2: This is no JSON: [^\n]*\n {2}Correct[^\n]*\n$/);
});
