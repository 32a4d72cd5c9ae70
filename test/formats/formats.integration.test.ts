import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answersOf,
  type RegistryStub,
  type StubAnswer,
  startRegistryStub,
} from '../../shared/registries/registry-stub.fixture.ts';
import { type RunningBaton, startBatonIn } from '../running-baton.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const PARTS = [
  'checker',
  'functions',
  'generated',
  'local',
  'project',
  'schemas',
  'shared',
  'workflows',
  'package.json',
];

const ORDER = {
  ...{ orderId: 'framed-1', customerId: 'customer-1', placedAt: '2026-01-01T00:00:00.000Z' },
  lines: [{ sku: 'CHAIR', quantity: 2, unitPriceCents: 4900 }],
  ...{ totalCents: 9800, currency: 'EUR', channel: 'WEB', paymentToken: 'tok_ok', note: null },
};

let root: string;
let registry: RegistryStub;
let baton: RunningBaton;
let answer: (line: string) => StubAnswer | null = () => null;

/** The sample project, its orders framed as Confluent's serialisers do, their outcome told as structured events. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'baton-formats-'));
  for (const part of PARTS) await cp(join(REPOSITORY, part), join(root, part), { recursive: true });
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  await replaceIn('workflows/order-fulfilment/workflow.yaml', [
    ['format: avro-single-object', 'format: confluent'],
    ['contract: order.fulfilled@1 }', 'contract: order.fulfilled@1, format: cloudevents }'],
  ]);
  await replaceIn('generated/triggers.ts', [
    ['"format": "avro-single-object"', '"format": "confluent"'],
    [
      '"contract": "order.fulfilled@1",\n        "format": "avro-single-object"',
      '"contract": "order.fulfilled@1",\n        "format": "cloudevents"',
    ],
  ]);
  const schema = await readFile(join(root, 'schemas/order.created/2.avsc'), 'utf8');
  const known = answersOf({
    'POST /subjects/order.created': { subject: 'order.created', version: 2, id: 7, schema },
    'GET /schemas/ids/7': { schema },
  });
  registry = await startRegistryStub((asked) => answer(asked.line) ?? known(asked));
  baton = await startBatonIn(root, { SCHEMA_REGISTRY_URL: registry.url });
});
afterAll(async () => {
  await baton?.stop();
  await registry?.[Symbol.asyncDispose]();
  await rm(root, { recursive: true });
});

async function replaceIn(file: string, pairs: readonly (readonly [string, string])[]): Promise<void> {
  const path = join(root, file);
  const text = await readFile(path, 'utf8');
  const replaced = pairs.reduce((made, [one, other]) => made.replace(one, other), text);
  for (const [, other] of pairs) expect(replaced).toContain(other);
  await writeFile(path, replaced);
}

const sendBytes = async (name: string, bytes: readonly number[]) => {
  const file = join(root, name);
  await writeFile(file, Uint8Array.from(bytes));
  await baton.run('send', 'orders.created', '--file', file, '--raw', '--header', `event-id=${name}`);
};
const deadLetters = async () =>
  JSON.parse(await baton.run('dlq', 'list', '--json')).deadLetters as { message: string }[];

test('formats - an order is framed, started by the schema that its frame names, and told as an event', async () => {
  await baton.run('send', 'orders.created', '--value', JSON.stringify(ORDER), '--header', 'event-id=framed-1');
  const line = await baton.run('tail', 'orders.fulfilled', '--from-start', '--count', '1', '--json');
  const { value, headers, json } = JSON.parse(line);
  expect(headers).toContainEqual(['content-type', Buffer.from('application/cloudevents+json').toString('base64')]);
  const event = JSON.parse(Buffer.from(value, 'base64').toString());
  expect(event).toMatchObject({ specversion: '1.0', type: 'order.fulfilled', signal: 'succeeded' });
  expect(json).toMatchObject({ orderId: 'framed-1', totalCents: 9800 });
  const sent = JSON.parse(await baton.run('tail', 'orders.created', '--from-start', '--count', '1', '--json'));
  expect([...Buffer.from(sent.value, 'base64').subarray(0, 5)]).toEqual([0, 0, 0, 0, 7]);
  expect(sent.json).toEqual(ORDER);
});

test('formats - a registry that is away rejects nothing: the record waits until it is back', async () => {
  let isAway = true;
  let asked = 0;
  answer = (line) => {
    if (line !== 'GET /schemas/ids/8') return null;
    asked++;
    return isAway ? { status: 503, body: {} } : null;
  };
  await sendBytes('unknown', [0, 0, 0, 0, 8, 1]);
  await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(2);
  expect(await deadLetters()).toEqual([]);
  isAway = false;
  await expect
    .poll(deadLetters, { timeout: 30_000 })
    .toMatchObject([
      { message: 'Cannot be read as order.created@2: unknown schema, the registry has none with schema id 8.' },
    ]);
});
