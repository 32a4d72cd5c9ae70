import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AvroContract, enforceContracts, type FunctionContracts } from '../../shared/contracts/index.ts';
import { readProject } from '../read-project.ts';
import { type SampleProject, SOUND, sampleProject } from '../sample-project.ts';
import { generatedFiles } from './generated-files.ts';
import { type StaleFile, staleFiles, writeGenerated } from './write-generated.ts';

const RUNTIME = await readFile(new URL('runtime.ts', import.meta.url), 'utf8');

async function generate({ root }: SampleProject): Promise<void> {
  await writeGenerated(join(root, 'generated'), generatedFiles(await readProject(root), RUNTIME));
}

const stale = async ({ root }: SampleProject): Promise<readonly StaleFile[]> =>
  staleFiles(join(root, 'generated'), generatedFiles(await readProject(root), RUNTIME));

const load = (project: SampleProject, path: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(join(project.root, 'generated', path)).href);

const ORDER = { orderId: 'o-1', at: '2026-11-21T10:15:30Z', note: null, tags: { a: 'NaN' } };

test('generate - contracts are complete, and run as they are', async () => {
  await using project = await sampleProject();
  await generate(project);
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
  // What a payload calls its members is not called.
  const hostile = { valueOf: 1, toString: 2, constructor: 3 };
  expect(contracts.output?.validate({ id: 'ab', lines: [hostile, { ...hostile, toString: 3 }] }, 'output')).toEqual([]);
  const validators = await readFile(join(project.root, 'generated/validators/stock.reserved@1.js'), 'utf8');
  expect(validators).not.toContain('require(');
});

test('generate - neither error nor audit of an enforced contract holds a value of the payload', async () => {
  await using project = await sampleProject();
  await generate(project);
  const { contracts } = (await load(project, 'functions/shop/reserve.ts')) as { contracts: FunctionContracts };
  const secret = fc.uuid();
  const member = fc.oneof(secret, fc.array(secret, { maxLength: 2 }), fc.record({ orderId: secret }));
  const payload = fc.record({
    orderId: member,
    at: member,
    note: member,
    tags: fc.dictionary(fc.constantFrom('a', 'b'), member),
  });
  fc.assert(
    fc.property(payload, (event) => {
      const said: unknown[] = [];
      const { before } = enforceContracts({ contracts, audit: (entry) => said.push(entry) });
      try {
        before({ event });
      } catch (error) {
        said.push({ ...(error as Error) }, (error as Error).stack);
      }
      expect(said).toHaveLength(3);
      const text = JSON.stringify(said);
      for (const [value] of JSON.stringify(event).matchAll(UUID)) expect(text).not.toContain(value);
    }),
  );
});

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

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
  const manifest = 'workflows/shop/workflow.yaml';
  const polled = 'profile: provisioned\n    faultThreshold: { minimumRecords: 5, share: 0.2 }';
  await using project = await sampleProject({
    [manifest]: SOUND[manifest]?.replace('batch: { window: 2 }', polled) ?? '',
  });
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
          profile: 'provisioned',
          faultThreshold: { minimumRecords: 5, share: 0.2 },
        },
      ],
      signals: { done: { topic: 'orders.done', contract: 'stock.reserved@1', format: 'json' } },
      deadLetterTopic: 'orders.dlt',
    },
  });
});

test('generate - how strictly a direction is held goes to its doors and its functions', async () => {
  const manifest = 'workflows/shop/workflow.yaml';
  await using project = await sampleProject({
    [manifest]: `${SOUND[manifest]}enforce: { input: warn, output: off }\n`,
  });
  await generate(project);
  expect((await load(project, 'triggers.ts')).workflowDoors).toMatchObject({
    shop: { triggers: [{ enforce: 'warn' }], signals: { done: { enforce: 'off' } } },
  });
  expect((await load(project, 'functions/shop/reserve.ts')).contracts).toMatchObject({
    ...{ workflow: 'shop', task: 'reserve', enforce: { input: 'warn', output: 'off' } },
  });
});

test('generate - a contract holds what it refers to', async () => {
  const { 'schemas/stock.reserved/1.schema.json': line = '' } = SOUND;
  await using project = await sampleProject({
    'schemas/stock.line/subject.yaml': 'owner: warehouse-team\n',
    'schemas/stock.line/1.schema.json':
      '{"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}}',
    'schemas/stock.reserved/1.schema.json': line.replace('{"type":"object"}', '{"$ref":"baton:stock.line@1"}'),
  });
  await generate(project);
  expect(await readFile(join(project.root, 'generated/contracts/stock.reserved@1.ts'), 'utf8')).toContain(
    'readonly lines: readonly StockLine1[];',
  );
  const { stockReserved1 } = (await load(project, 'contracts/stock.reserved@1.ts')) as { stockReserved1: AvroContract };
  expect(stockReserved1.validate({ id: 'ab', lines: [{ sku: 'a' }, {}] }, 'input')).toMatchObject([
    { pointer: '/lines/1/sku', rule: 'required' },
  ]);
});

test('generate - stale are files that are changed, missing or left over', async () => {
  await using project = await sampleProject();
  await generate(project);
  expect(await stale(project)).toEqual([]);
  const generated = join(project.root, 'generated');
  await writeFile(join(generated, 'triggers.ts'), 'changed');
  await writeFile(join(generated, 'contracts/gone@1.ts'), 'left over');
  await rm(join(generated, 'contracts.ts'));
  expect(await stale(project)).toEqual([
    { path: 'contracts.ts', state: 'missing' },
    { path: 'contracts/gone@1.ts', state: 'left over' },
    { path: 'triggers.ts', state: 'changed' },
  ]);
  await generate(project);
  expect(await stale(project)).toEqual([]);
});
