import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadLetterOf } from '../../../shared/records/index.ts';
import { type EmbeddedLog, openEmbeddedLog } from '../../sources/index.ts';
import { openDevDatabase } from '../dev-database.ts';
import { type LocalServer, listen } from '../http-server.ts';
import { RecordFates } from '../record-fates.ts';
import { NoContractError } from '../topic-codecs.ts';
import { apiHandler } from './index.ts';
import type { ApiContext } from './route.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:execution:orders:e1';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const printed = { at: 1, functionName: 'f', requestId: 'r', caller: null, text: 'hello\n' };

let log: EmbeddedLog;
let server: LocalServer;

beforeAll(async () => {
  log = openEmbeddedLog(null);
  await log.createTopics([
    { name: 'orders.created', partitions: 2 },
    { name: 'orders.dlt', partitions: 1 },
  ]);
  const fates = new RecordFates(openDevDatabase(null));
  const audit = { workflow: 'orders', topic: 'orders.created', partition: 0, offset: 0, execution: 'e1' };
  fates.note(JSON.stringify({ message: 'execution started', audit }));
  fates.flush();
  const context: ApiContext = {
    log,
    fates,
    account: { region: 'us-east-1', accountId: '000000000000' },
    topics: [
      { name: 'orders.created', partitions: 2, roles: [{ role: 'trigger', workflow: 'orders', encodings: [] }] },
    ],
    deadLetterTopics: ['orders.dlt'],
    codecs: {
      async encode(topic, { json, headers }) {
        if (topic !== 'orders.created') throw new NoContractError(topic);
        return { value: Buffer.from(JSON.stringify(json)), headers };
      },
      decode: async (_topic, { value }) => JSON.parse(Buffer.from(value).toString('utf8')),
    },
    engine: {} as ApiContext['engine'],
    host: { printed: (query) => ('executionArn' in query && query.executionArn === ARN ? [printed] : []) },
  };
  server = await listen(0);
  server.serve([apiHandler(context)]);
});

afterAll(async () => {
  await server.close();
  await log.close();
});

type Place = { partition: number; offset: number };
type Answer = { records: [Place]; topics: object[]; fate: object };

async function ask(path: string, body?: object, headers: Record<string, string> = {}) {
  const init = body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers };
  const response = await fetch(`${server.url}/_baton/v1${path}`, init);
  return { status: response.status, body: (await response.json()) as Answer };
}

const sent = { key: base64('k'), headers: [['event-id', base64('e')]] };

test('local api - records are appended and read back', async () => {
  const records = [
    { ...sent, value: base64('{"n":1}') },
    { ...sent, json: { n: 2 } },
  ];
  const { body } = await ask('/topics/orders.created/records', { records });
  const [{ partition, offset }] = body.records;
  expect(body.records).toEqual([0, 1].map((at) => ({ topic: 'orders.created', partition, offset: offset + at })));
  const read = await ask(`/topics/orders.created/partitions/${partition}/records?offset=${offset}&limit=5`);
  expect(read.body.records).toEqual(
    [1, 2].map((n, at) => ({
      ...{ topic: 'orders.created', partition, offset: offset + at, timestamp: expect.any(Number) },
      ...sent,
      keyText: 'k',
      value: base64(`{"n":${n}}`),
      json: { n },
    })),
  );
});

test('local api - topics say what they are to the workflows', async () => {
  const { body } = await ask('/topics');
  expect(body.topics).toMatchObject([
    { name: 'orders.created', partitions: [{ partition: 0 }, { partition: 1 }], roles: [{ role: 'trigger' }] },
    { name: 'orders.dlt', roles: [] },
  ]);
});

test('local api - a record leads to its execution, and the execution to its records', async () => {
  await log.append([{ topic: 'orders.created', partition: 0, key: null, value: Buffer.from('1'), headers: [] }]);
  const { body } = await ask('/topics/orders.created/partitions/0/records/0');
  expect(body.fate).toMatchObject({ outcome: 'started', executionName: 'e1', executionArn: ARN });
  expect((await ask(`/executions/${encodeURIComponent(ARN)}/records`)).body).toEqual({
    records: [{ topic: 'orders.created', partition: 0, first: 0, last: 0 }],
  });
});

test('local api - what functions printed is found by execution', async () => {
  expect((await ask(`/executions/${encodeURIComponent(ARN)}/printed`)).body).toEqual({ printed: [printed] });
});

/** A dead letter of the same record at each call. */
async function appendLetter() {
  const place = { topic: 'orders.created', partition: 1, offset: 9, timestamp: 5 };
  const bytes = { key: null, value: Buffer.from('{}'), headers: [] };
  const reason = { errorClass: 'undecodable', message: 'No.', contract: null, replayCount: 0, execution: null };
  const [at] = await log.append([deadLetterOf({ ...place, ...bytes }, reason, 'orders.dlt')]);
  return { ...at, source: place, ...reason };
}

test('local api - dead letters are listed and shown', async () => {
  const view = await appendLetter();
  expect((await ask('/dead-letters')).body).toEqual({ deadLetters: [view], total: 1 });
  expect((await ask('/dead-letters?topic=other')).body).toEqual({ deadLetters: [], total: 0 });
  expect((await ask('/dead-letters/orders.dlt/0/0')).body).toMatchObject({ deadLetter: view, record: { json: {} } });
});

test('local api - a topic is followed from its start, and on', async () => {
  const response = await fetch(`${server.url}/_baton/v1/topics/orders.dlt/tail?from=start`);
  const lines = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect(JSON.parse((await lines?.read())?.value ?? '')).toMatchObject({ topic: 'orders.dlt', offset: 0 });
  await log.append([{ topic: 'orders.dlt', key: null, value: Buffer.from('7'), headers: [] }]);
  expect(JSON.parse((await lines?.read())?.value ?? '')).toMatchObject({ offset: 1, json: 7 });
  await lines?.cancel();
});

test('local api - a dead letter that was written twice is one', async () => {
  await appendLetter();
  expect((await ask('/dead-letters')).body).toMatchObject({ deadLetters: [{ offset: 0 }], total: 1 });
});

test.each([
  ['an unknown topic', '/topics/nope/records', { records: [{ value: null }] }, 404, 'UNKNOWN_TOPIC'],
  ['a topic without a contract', '/topics/orders.dlt/records', { records: [{ json: 1 }] }, 400, 'NO_CONTRACT'],
  ['bytes that are no base64', '/topics/orders.dlt/records', { records: [{ value: '%' }] }, 400, 'BAD_REQUEST'],
  ['both a value and json', '/topics/orders.dlt/records', { records: [{ value: '', json: 1 }] }, 400, 'BAD_REQUEST'],
  ['no records', '/topics/orders.dlt/records', {}, 400, 'BAD_REQUEST'],
  ['an unknown partition', '/topics/orders.dlt/partitions/7/records', undefined, 404, 'UNKNOWN_PARTITION'],
  ['an unknown record', '/topics/orders.dlt/partitions/0/records/99', undefined, 404, 'UNKNOWN_RECORD'],
  ['no number', '/topics/orders.dlt/partitions/x/records', undefined, 400, 'BAD_REQUEST'],
  ['an unknown dead letter', '/dead-letters/orders.created/0/0', undefined, 404, 'UNKNOWN_DEAD_LETTER'],
  ['no ARN', '/executions/e1/records', undefined, 400, 'BAD_REQUEST'],
  ['an unknown operation', '/nope', undefined, 404, 'UNKNOWN_OPERATION'],
])('local api - what cannot be answered is told: %s', async (_what, path, body, status, code) => {
  expect(await ask(path, body)).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } });
});

test('local api - pages of other sites are not served', async () => {
  expect((await ask('/topics', undefined, { origin: 'http://evil.example' })).status).toBe(403);
  expect((await ask('/topics', undefined, { origin: server.url })).status).toBe(200);
});
