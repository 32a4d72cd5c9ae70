import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProjectError } from './errors.ts';
import { readMistakenProject, readProject } from './read-project.ts';
import { SOUND, sampleProject } from './sample-project.ts';

const MANIFEST = 'workflows/shop/workflow.yaml';
const manifest = (from: string, to: string) => ({ [MANIFEST]: (SOUND[MANIFEST] ?? '').replace(from, to) });

async function refusal(changes: Readonly<Record<string, string | null>>): Promise<unknown> {
  await using project = await sampleProject(changes);
  return await readProject(project.root).then(
    () => 'The project was read.',
    (error: unknown) => (error instanceof ProjectError ? [error.code, error.message] : error),
  );
}

test('project - is read with its defaults', async () => {
  await using sample = await sampleProject();
  const { workflows, subjects, functions } = await readProject(sample.root);
  expect(workflows).toMatchObject([
    {
      name: 'shop',
      type: 'STANDARD',
      definitionPath: join(sample.root, 'workflows/shop/definition.asl.yaml'),
      triggers: [
        {
          topic: 'orders.created',
          partitions: 1,
          identity: { kind: 'header', name: 'event-id' },
          generation: 1,
          mode: 'execution-per-record',
          rows: 'plain',
          batch: { size: 100, windowMs: 2000 },
        },
      ],
      signals: { done: { topic: 'orders.done', contract: 'stock.reserved@1', format: 'json' } },
      deadLetter: { topic: 'orders.dlt' },
      buckets: { files: { writers: ['reserve'] } },
    },
  ]);
  expect(
    subjects.map(({ name, owner, compatibility, versions }) => [name, owner, compatibility, versions.length]),
  ).toEqual([
    ['order.created', 'orders-team', 'BACKWARD', 2],
    ['stock.reserved', 'warehouse-team', 'FULL', 1],
  ]);
  expect(functions.map(({ name, kind, workflow }) => [name, kind, workflow])).toEqual([
    ['publish', 'platform', null],
    ['validate', 'platform', null],
    ['shop-kafka-ingress', 'platform', 'shop'],
    ['shop-reserve', 'task', 'shop'],
  ]);
  expect(functions.at(-1)?.contract).toEqual({ input: 'order.created@2', output: 'stock.reserved@1' });
});

test('project - how a trigger is polled, and when its batches are at fault, is as it says', async () => {
  await using sample = await sampleProject(
    manifest('batch: { window: 2 }', 'profile: provisioned\n    faultThreshold: { minimumRecords: 5, share: 0.2 }'),
  );
  expect((await readProject(sample.root)).workflows[0]?.triggers).toMatchObject([
    { profile: 'provisioned', faultThreshold: { minimumRecords: 5, share: 0.2 } },
  ]);
});

test.each<[what: string, changes: Record<string, string | null>, code: string, message: string]>([
  ['YAML that is none', { [MANIFEST]: 'name: shop\ntriggers: [' }, 'UNPARSABLE', `${MANIFEST}:2:12: This is no YAML`],
  [
    'JSON that is none',
    { 'schemas/order.created/1.avsc': '{' },
    'UNPARSABLE',
    'schemas/order.created/1.avsc:1:2: This is no JSON',
  ],
  [
    'JSON that breaks off in a list',
    { 'schemas/order.created/1.avsc': '{"type": "record",\n "fields": [{}\n}' },
    'UNPARSABLE',
    "schemas/order.created/1.avsc:3:1: This is no JSON: Expected ',' or ']' after array element.",
  ],
  [
    'a byte order mark',
    { 'schemas/order.created/1.avsc': '\ufeff"string"' },
    'UNPARSABLE',
    'schemas/order.created/1.avsc:1:1: This is no JSON: it starts with a byte order mark.',
  ],
  [
    'a schema that is nested without end',
    { 'schemas/stock.reserved/1.schema.json': `${'{"items":'.repeat(20_000)}true${'}'.repeat(20_000)}` },
    'BAD_SCHEMA',
    'schemas/stock.reserved/1.schema.json: The schema is nested deeper than 500 levels.',
  ],
  [
    'a manifest that is nested without end',
    { [MANIFEST]: '['.repeat(20_000) },
    'UNPARSABLE',
    'This is no YAML: it is nested too deep.',
  ],
  [
    'a pattern that is none',
    { 'schemas/stock.reserved/1.schema.json': '{"pattern":\n "("}' },
    'BAD_SCHEMA',
    'schemas/stock.reserved/1.schema.json:2:2: This is no JSON Schema: /pattern is no regular expression',
  ],
  [
    'a folder among versions',
    { 'schemas/order.created/3/x': '' },
    'BAD_NAME',
    'schemas/order.created/3: This is neither subject.yaml nor a version',
  ],
  [
    'a folder in place of a version',
    { 'schemas/order.created/3.avsc/x': '' },
    'UNREADABLE',
    'schemas/order.created/3.avsc: This is a folder.',
  ],
  [
    'no definition',
    { 'workflows/shop/definition.asl.yaml': null },
    'UNREADABLE',
    'workflows/shop/definition.asl.yaml: There is no such file.',
  ],
  [
    'no subject.yaml',
    { 'schemas/stock.reserved/subject.yaml': null },
    'UNREADABLE',
    'schemas/stock.reserved/subject.yaml: There is no such file.',
  ],
  [
    'no handler',
    { 'functions/shop/reserve/handler.ts': null },
    'UNREADABLE',
    'functions/shop/reserve/handler.ts: The function shop-reserve has no handler.ts.',
  ],
  [
    'an unknown field',
    manifest('topic: orders', 'topik: orders'),
    'SHAPE',
    `${MANIFEST}:3:21: Unknown field "topik".\n  Did you mean topic?`,
  ],
  [
    'a missing field',
    manifest('format: avro-single-object, ', ''),
    'SHAPE',
    `${MANIFEST}:3:12: triggers.0.kafka lacks "format".`,
  ],
  [
    'an unknown format',
    manifest('avro-single-object', 'avro-single-objekt'),
    'SHAPE',
    `${MANIFEST}:3:45: triggers.0.kafka.format cannot be "avro-single-objekt".\n  Did you mean avro-single-object?`,
  ],
  [
    'an unknown identity',
    manifest('header:event-id', 'key'),
    'SHAPE',
    `${MANIFEST}:4:15: triggers.0.identity cannot be "key".\n  What makes two records the same`,
  ],
  [
    'a batch of nothing',
    manifest('window: 2', 'size: 0'),
    'SHAPE',
    `${MANIFEST}:5:20: triggers.0.batch.size must be >= 1.`,
  ],
  [
    'a larger batch than Lambda has',
    manifest('window: 2', 'size: 10001'),
    'SHAPE',
    `${MANIFEST}:5:20: triggers.0.batch.size must be <= 10000.`,
  ],
  [
    'a longer window than Lambda has',
    manifest('window: 2', 'window: 301'),
    'SHAPE',
    `${MANIFEST}:5:22: triggers.0.batch.window must be <= 300.`,
  ],
  [
    'a share of more than all',
    manifest('batch: { window: 2 }', 'faultThreshold: { minimumRecords: 20, share: 50 }'),
    'SHAPE',
    `${MANIFEST}:5:50: triggers.0.faultThreshold.share must be <= 1.`,
  ],
  [
    'rows of a single record',
    manifest('batch: { window: 2 }', 'rows: rejectable'),
    'CONFLICT',
    `${MANIFEST}:5:11: A record of orders.created is an execution`,
  ],
  [
    'an identity of a batch',
    manifest('batch: { window: 2 }', 'mode: execution-per-batch'),
    'CONFLICT',
    `${MANIFEST}:4:15: A batch of orders.created has the identity of its offsets`,
  ],
  [
    'another name than the folder',
    manifest('name: shop', 'name: shoppe'),
    'BAD_NAME',
    `${MANIFEST}:1:7: The workflow is called "shoppe", its folder "shop".`,
  ],
  [
    'an unknown contract',
    manifest('input: order.created@2', 'input: order.created@3'),
    'UNKNOWN_CONTRACT',
    `${MANIFEST}:6:21: There is no contract order.created@3.\n  Did you mean order.created@`,
  ],
  [
    'an unknown contract of a function',
    {
      'functions/shop/reserve/contract.ts':
        "export const contract = { input: 'order.made@1', output: 'stock.reserved@1' };",
    },
    'UNKNOWN_CONTRACT',
    'functions/shop/reserve/contract.ts:1:35: There is no contract order.made@1.',
  ],
  [
    'a contract.ts without contract',
    { 'functions/shop/reserve/contract.ts': 'export const kontract = 1;' },
    'BAD_CONTRACT',
    'functions/shop/reserve/contract.ts: This module exports no contract',
  ],
  [
    'a contract.ts that does not load',
    { 'functions/shop/reserve/contract.ts': 'import "./nowhere.ts";' },
    'BAD_CONTRACT',
    'functions/shop/reserve/contract.ts: This module does not load',
  ],
  [
    'a schema that Avro refuses',
    {
      'schemas/order.created/1.avsc': '{"type": "record",\n "name": "A",\n "fields": [{"name": "x", "type": "strin"}]}',
    },
    'BAD_SCHEMA',
    'schemas/order.created/1.avsc:3:35: This is no Avro schema: "strin" is no type',
  ],
  [
    'a default that is none of its type',
    {
      'schemas/order.created/1.avsc': JSON.stringify({
        type: 'record',
        name: 'A',
        fields: [{ name: 'x', type: 'int', default: 'y' }],
      }),
    },
    'BAD_SCHEMA',
    'The default of A.x is none of its type: it is not an int.',
  ],
  [
    'a schema that JSON Schema refuses',
    { 'schemas/stock.reserved/1.schema.json': '{"type": "object",\n "required": 7}' },
    'BAD_SCHEMA',
    'schemas/stock.reserved/1.schema.json:2:14: This is no JSON Schema',
  ],
  [
    'a reference to nowhere',
    { 'schemas/stock.reserved/1.schema.json': '{"$ref": "#/$defs/x"}' },
    'BAD_SCHEMA',
    'This is no JSON Schema',
  ],
  [
    'a version in two languages',
    { 'schemas/stock.reserved/1.avsc': '"string"' },
    'DUPLICATE',
    'stock.reserved@1 is there twice',
  ],
  [
    'a file that is no version',
    { 'schemas/stock.reserved/v1.json': '{}' },
    'BAD_NAME',
    'schemas/stock.reserved/v1.json: This is neither',
  ],
  [
    'a subject without versions',
    { 'schemas/stock.reserved/1.schema.json': null },
    'BAD_SCHEMA',
    'The subject stock.reserved has no version.',
  ],
  [
    'a bad name of a subject',
    { 'schemas/Order/subject.yaml': 'owner: x' },
    'BAD_NAME',
    '"Order" cannot be the name of a subject.',
  ],
  [
    'a bad name of a function',
    { 'functions/shop/Reserve/handler.ts': '' },
    'BAD_NAME',
    '"shop-Reserve" cannot be the name of a function.',
  ],
  [
    'functions of no workflow',
    { 'functions/shopp/x/handler.ts': '' },
    'UNKNOWN_WORKFLOW',
    'functions/shopp: There is no workflow "shopp".\n  Did you mean shop?',
  ],
  [
    "a function by the name of one of Baton's own",
    { 'functions/publish/handler.ts': '' },
    'UNKNOWN_WORKFLOW',
    'functions/publish: There is no workflow "publish".\n  There is shop.',
  ],
  [
    'a topic that triggers twice',
    manifest(
      '    batch:',
      '  - kafka: { topic: orders.created, format: avro-single-object, contract: order.created@2 }\n    batch:',
    ),
    'DUPLICATE',
    `${MANIFEST}:5:21: The topic orders.created triggers this workflow twice.`,
  ],
  [
    'dead letters that come back',
    manifest('kafka: orders.dlt', 'kafka: orders.created'),
    'CONFLICT',
    `${MANIFEST}:9:22: Dead letters would go to orders.created`,
  ],
  [
    'a record that is no input',
    manifest('input: order.created@2', 'input: order.created@1'),
    'CONFLICT',
    'starts the workflow with order.created@2, which expects order.created@1',
  ],
  [
    'Avro of JSON Schema',
    manifest('contract: stock.reserved@1 }', 'contract: stock.reserved@1, format: avro-single-object }'),
    'CONFLICT',
    'stock.reserved@1 is JSON Schema',
  ],
  [
    'a writer that is no function',
    manifest('[reserve]', '[reserv]'),
    'UNKNOWN_FUNCTION',
    'no task function "reserv".\n  Did you mean reserve?',
  ],
  [
    'two topics of one name',
    manifest('kafka: orders.dlt', 'kafka: orders-done'),
    'DUPLICATE',
    '${OrdersDoneTopic} would be both the topic orders.done and the topic orders-done.',
  ],
])('project - refuses %s', async (_, changes, code, message) => {
  expect(await refusal(changes)).toEqual([code, expect.stringContaining(message)]);
});

test('project - every mistake can be told at once, and what is sound is read', async () => {
  await using sample = await sampleProject({
    ...manifest('name: shop', 'nme: shop'),
    'schemas/order.created/2.avsc': '"gone"',
    'schemas/order.created/notes.txt': '',
    'schemas/stock.reserved/subject.yaml': 'owners: warehouse-team\n',
    'functions/shp/handler.ts': '',
  });
  const { project, mistakes } = await readMistakenProject(sample.root);
  expect(mistakes.map(({ code, place }) => [code, place.file]).sort()).toEqual([
    ['BAD_NAME', 'schemas/order.created/notes.txt'],
    ['BAD_SCHEMA', 'schemas/order.created/2.avsc'],
    ['SHAPE', 'schemas/stock.reserved/subject.yaml'],
    ['SHAPE', MANIFEST],
    ['UNKNOWN_WORKFLOW', 'functions/shp'],
  ]);
  expect(project.subjects.map(({ name, versions }) => [name, versions.map(({ id }) => id)])).toEqual([
    ['order.created', ['order.created@1']],
  ]);
});

test('project - each workflow tells what does not fit, once all can be read', async () => {
  await using sample = await sampleProject({
    ...manifest('input: order.created@2', 'input: order.created@3'),
    'functions/shop/reserve/contract.ts': "export const contract = { input: 'x@1', output: 'x@1' } as const;\n",
  });
  const { mistakes } = await readMistakenProject(sample.root);
  expect(mistakes.map(({ code, place }) => [code, place.file])).toEqual([
    ['UNKNOWN_CONTRACT', MANIFEST],
    ['UNKNOWN_CONTRACT', 'functions/shop/reserve/contract.ts'],
  ]);
});

test.each([
  ['deprecated: 2027-03-01', ['2027-03-01', '2027-03-01']],
  ['deprecated: { 1: 2027-03-01 }', ['2027-03-01', null]],
])('project - a subject says from which day it may not be used: %s', async (line, days) => {
  await using sample = await sampleProject({ 'schemas/order.created/subject.yaml': `owner: orders-team\n${line}\n` });
  const { subjects } = await readProject(sample.root);
  expect(subjects[0]?.versions.map(({ deprecatedOn }) => deprecatedOn)).toEqual(days);
});

test('project - a schema that has a member twice is refused where it has it again', async () => {
  const schema = '{\n  "type": "object",\n  "required": ["a"],\n  "required": ["b"]\n}\n';
  expect(await refusal({ 'schemas/stock.reserved/1.schema.json': schema })).toEqual([
    'UNPARSABLE',
    'schemas/stock.reserved/1.schema.json:4:3: This is no JSON: this name is there twice.\n  Correct the file at this place.',
  ]);
});

test('project - a subject owes compatibility from one of its versions on', async () => {
  const subject = (since: number) => ({
    'schemas/order.created/subject.yaml': `owner: orders-team\nsince: ${since}\n`,
  });
  await using sample = await sampleProject(subject(2));
  expect((await readProject(sample.root)).subjects.map(({ since }) => since)).toEqual([2, 1]);
  expect(await refusal(subject(3))).toEqual([
    'CONFLICT',
    'schemas/order.created/subject.yaml:2:8: No version would owe compatibility: the newest is 2.\n  Write since: 2, or remove it.',
  ]);
});

test('project - a link is read as what it leads to, and told where it leads nowhere', async () => {
  await using project = await sampleProject();
  const version = (number: number) => join(project.root, `schemas/order.created/${number}.avsc`);
  await symlink(version(2), version(3));
  const { subjects } = await readProject(project.root);
  expect(subjects[0]?.versions.map(({ id }) => id)).toContain('order.created@3');
  await symlink('nowhere', version(4));
  await expect(readProject(project.root)).rejects.toMatchObject({
    code: 'UNREADABLE',
    file: 'schemas/order.created/4.avsc',
  });
});
