import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A small sound project, file by file, for tests to break. */
export const SOUND: Readonly<Record<string, string>> = {
  'package.json': '{"type": "module"}',
  'schemas/order.created/subject.yaml': 'owner: orders-team\ndescription: An order.\n',
  'schemas/order.created/1.avsc': JSON.stringify({
    type: 'record',
    name: 'OrderCreated',
    fields: [{ name: 'orderId', type: 'string' }],
  }),
  'schemas/order.created/2.avsc': JSON.stringify({
    type: 'record',
    name: 'OrderCreated',
    fields: [
      { name: 'orderId', type: 'string' },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' }, default: 0 },
      { name: 'note', type: ['null', 'string'], default: null },
      { name: 'tags', type: { type: 'map', values: 'double' }, default: {} },
    ],
  }),
  'schemas/stock.reserved/subject.yaml': 'owner: warehouse-team\ncompatibility: FULL\n',
  'schemas/stock.reserved/1.schema.json': JSON.stringify({
    type: 'object',
    required: ['id', 'lines'],
    properties: {
      id: { type: 'string', minLength: 2, description: 'Of the reservation.' },
      lines: { type: 'array', uniqueItems: true, items: { type: 'object' } },
    },
  }),
  'workflows/shop/workflow.yaml': `name: shop
triggers:
  - kafka: { topic: orders.created, format: avro-single-object, contract: order.created@2 }
    identity: header:event-id
    batch: { window: 2 }
contracts: { input: order.created@2, output: stock.reserved@1 }
signals:
  done: { kafka: orders.done, contract: stock.reserved@1 }
deadLetter: { kafka: orders.dlt }
buckets:
  files: { writers: [reserve] }
`,
  'workflows/shop/definition.asl.yaml': 'StartAt: A\nStates: { A: { Type: Succeed } }\n',
  'functions/shop/reserve/handler.ts': 'export const handler = () => {};\n',
  'functions/shop/reserve/contract.ts':
    "export const contract = { input: 'order.created@2', output: 'stock.reserved@1' } as const;\n",
};

export type SampleProject = AsyncDisposable & { readonly root: string };

/** Writes the sound project to a folder of its own, with changes: a text instead, or null for none. */
export async function sampleProject(changes: Readonly<Record<string, string | null>> = {}): Promise<SampleProject> {
  const root = await mkdtemp(join(tmpdir(), 'baton-project-'));
  for (const [path, text] of Object.entries({ ...SOUND, ...changes })) {
    if (text === null) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await symlink(fileURLToPath(new URL('../node_modules', import.meta.url)), join(root, 'node_modules'));
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}
