import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseStageSettings } from '../../deploy/index.ts';
import { runCaptured } from '../../local/cli/run-captured.fixture.ts';
import { checkShape, parseSource } from '../../project/index.ts';
import { type AvroContract, type Contract, decode, type FormatName } from '../../shared/contracts/index.ts';
import { answersOf, startRegistryStub } from '../../shared/registries/registry-stub.fixture.ts';
import { batonCommands } from './commands.ts';

const PAGE = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');

const schema = JSON.stringify({
  type: 'record',
  name: 'Thing',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'count', type: 'long' },
  ],
});
const common = { id: 'thing.made@1', fingerprint: '', validate: () => [] } as const;
const json: Contract = common;
const avro: AvroContract = { ...common, schema, writers: { 1: schema } };
const writer = { language: 'avro', text: schema } as const;
const writers = new Map([
  ['id:7', writer],
  ['guid:89791762-2336-4186-9674-299b90a802e2', writer],
] as const);
const VALUE = { id: 'x-1', count: 3 };

/** The blocks of a kind, each with the words after it. */
const blocksOf = (kind: string) =>
  [...PAGE.matchAll(/^```(\S+) ?(\S*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === kind)
    .map(([, , words = '', text = '']) => [words, text] as const);

test.each(blocksOf('hex'))('page on formats - the bytes of %s are what they are said to be', (format, text) => {
  const bytes = Buffer.from(text.replace(/#.*$/gm, '').replace(/\s/g, ''), 'hex');
  const contract = format === 'json' ? json : avro;
  expect(decode(format as FormatName, contract, bytes, { headers: [], writers })).toEqual(VALUE);
});

test('page on formats - every format has bytes, and the event is one', () => {
  expect(new Set(blocksOf('hex').map(([format]) => format))).toEqual(
    new Set(['json', 'avro-single-object', 'confluent', 'glue']),
  );
  const [event = ''] = blocksOf('json').flatMap(([words, text]) => (words === 'event' ? [text] : []));
  const headers = [['content-type', Buffer.from('application/cloudevents+json')]] as const;
  expect(decode('cloudevents', json, Buffer.from(event), { headers, writers })).toEqual(VALUE);
});

test('page on formats - the manifests are ones', () => {
  for (const [words, text] of blocksOf('yaml')) {
    if (words !== '') continue;
    const manifest = `name: orders\ncontracts: { input: order.created@2 }\n${text}`;
    checkShape('workflow', parseSource('workflow.yaml', manifest));
  }
});

test('page on formats - the settings of a stage are ones', () => {
  const [[, text = ''] = []] = blocksOf('yaml').filter(([words]) => words === 'stage');
  const kafka = {
    clusterArn: 'arn:aws:kafka:eu-west-1:111122223333:cluster/events/0a1b-2',
    ...{ brokers: 'b:9092', subnetIds: ['s'], securityGroupIds: ['g'], pollers: { minimum: 1, maximum: 1 } },
  };
  const stage = { name: 'dev', logRetentionDays: 7, kafka, ...(parseSource('stage.yaml', text).value as object) };
  expect(parseStageSettings(stage)).toMatchObject({ schemaRegistry: { credentials: {} }, glueRegistry: 'orders' });
});

test('page on formats - the commands work as they stand there', async () => {
  const subjects = { 'GET /subjects': ['parcels-value'], 'GET /subjects/parcels-value/versions': [1] };
  const version = { 'GET /subjects/parcels-value/versions/1': { schema: '"string"' } };
  await using stub = await startRegistryStub(({ line, ...asked }) =>
    line.startsWith('POST') || line.startsWith('PUT')
      ? { status: 200, body: { id: 1 } }
      : answersOf({ ...subjects, ...version })({ line, ...asked }),
  );
  const commands = batonCommands(PAGE).map((words) =>
    words.map((word) => word.replace('http://127.0.0.1:8081', stub.url)),
  );
  expect(commands.length).toBe(3);
  const printed: string[] = [];
  for (const words of commands) {
    const { exitCode, out, err } = await runCaptured(words, process.cwd());
    expect(exitCode, out + err).toBe(0);
    printed.push(out);
  }
  expect(printed[0]).toMatch(/^order\.created@2 +order\.created +would be registered$/m);
  expect(printed[1]).toMatch(/^order\.created@1 +orders\.created-value +registered$/m);
  expect(printed[2]).toMatch(/^parcels-value {2}schemas\/parcels\/1\.avsc +would be written$/m);
  expect(stub.asked.map(({ line }) => line)).toContain('PUT /config/orders.created-value');
});
