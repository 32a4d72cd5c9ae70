import { expect, test } from 'vitest';
import type { Contract } from '../../shared/contracts/index.ts';
import { type OutgoingRecord, readDeadLetter, type WorkflowDoors } from '../../shared/records/index.ts';
import { type SchemaRegistry, SystemicRegistryError, TransientRegistryError } from '../../shared/registries/index.ts';
import { SystemicTransportError, TransientTransportError } from '../../shared/transports/index.ts';
import { parsePublishInput } from './event.ts';
import { createPublish } from './publish.ts';

const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:order-fulfilment:orders-created_1_7';
const SECRET = 'iban-DE02120300000000202051';

const outcome: Contract = {
  id: 'order.fulfilled@1',
  fingerprint: 'f1',
  validate: (value, direction) =>
    typeof (value as { orderId?: unknown }).orderId === 'string'
      ? []
      : [{ pointer: '/orderId', rule: `type ${direction}`, expected: 'string', found: 'integer' }],
};

const orders: WorkflowDoors = {
  workflow: 'order-fulfilment',
  triggers: [],
  signals: {
    succeeded: { topic: 'orders.fulfilled', contract: 'order.fulfilled@1', format: 'json' },
    lost: { topic: 'orders.lost', contract: 'order.lost@1', format: 'json' },
    framed: { topic: 'orders.framed', contract: 'order.fulfilled@1', format: 'confluent' },
    event: { topic: 'orders.event', contract: 'order.fulfilled@1', format: 'cloudevents' },
  },
  deadLetterTopic: 'orders.created.dlt',
};
const quakes: WorkflowDoors = {
  workflow: 'quake-etl',
  triggers: [],
  signals: { succeeded: { topic: 'quakes.stored', contract: 'order.fulfilled@1', format: 'json' } },
  deadLetterTopic: 'quakes.measured.dlt',
};
const parcels: WorkflowDoors = {
  workflow: 'parcels',
  triggers: [],
  signals: { sent: { topic: 'parcels.sent', contract: 'order.fulfilled@1', format: 'json', enforce: 'warn' } },
  deadLetterTopic: null,
};

/** Knows the contract's schema under its subject. */
const knowing: SchemaRegistry = {
  schemaOf: async () => null,
  idOf: async (subject, schema) =>
    subject === 'order.fulfilled' && 'fingerprint' in schema && schema.fingerprint === 'f1' ? 'id:7' : null,
};

function setUp(fault: Error | null = null, schemas: SchemaRegistry = knowing) {
  const published: OutgoingRecord[] = [];
  const said: unknown[] = [];
  const publish = createPublish({
    doors: [orders, quakes, parcels],
    registry: { 'order.fulfilled@1': async () => outcome },
    registries: (format) => (format === 'confluent' ? schemas : null),
    publisher: {
      async publish(records) {
        if (fault) throw fault;
        published.push(...records);
        return records.map(({ topic }, index) => ({ topic, partition: 2, offset: 40 + index }));
      },
      close: async () => {},
    },
    telemetry: { audit: (...line) => said.push(line), count: (...line) => said.push(line) },
  });
  return { publish, published, said };
}

const asText = ({ topic, key, value, headers }: OutgoingRecord) => ({
  topic,
  key: key && Buffer.from(key).toString(),
  value: value && Buffer.from(value).toString(),
  headers: headers.map(([name, header]) => [name, Buffer.from(header).toString()]),
});

const signal = {
  workflow: 'order-fulfilment',
  signal: 'succeeded',
  execution: EXECUTION,
  key: 'o-7',
  value: { orderId: 'o-7', iban: SECRET },
};

test('publish - a signal is a CloudEvent that says which execution speaks', async () => {
  const { publish, published } = setUp();
  expect(await publish({ ...signal, headers: { trace: 't-1' } })).toEqual({
    topic: 'orders.fulfilled',
    partition: 2,
    offset: 40,
  });
  expect(published.map(asText)).toEqual([
    {
      topic: 'orders.fulfilled',
      key: 'o-7',
      value: `{"orderId":"o-7","iban":"${SECRET}"}`,
      headers: [
        ['ce_specversion', '1.0'],
        ['ce_id', 'orders-created_1_7/succeeded'],
        ['ce_source', 'arn:aws:states:us-east-1:000000000000:stateMachine:order-fulfilment'],
        ['ce_type', 'order.fulfilled'],
        ['ce_dataschema', 'urn:baton:contract:order.fulfilled@1'],
        ['ce_executionarn', EXECUTION],
        ['ce_signal', 'succeeded'],
        ['content-type', 'application/json'],
        ['trace', 't-1'],
      ],
    },
  ]);
});

test('publish - a signal of a redriven execution is another event', async () => {
  const { publish, published } = setUp();
  await publish({ ...signal, redriveCount: 2 });
  const headers = Object.fromEntries(published.flatMap((record) => asText(record).headers));
  expect(headers).toMatchObject({ ce_id: 'orders-created_1_7/succeeded/2', ce_redrivecount: '2' });
});

test('publish - a signal may be framed with the id that a registry knows its schema by', async () => {
  const { publish, published } = setUp();
  await publish({ ...signal, signal: 'framed', value: { orderId: 'o-7' } });
  expect(published.map(asText)).toMatchObject([
    {
      value: '\0\0\0\0\x07{"orderId":"o-7"}',
      headers: expect.arrayContaining([
        ['ce_id', 'orders-created_1_7/framed'],
        ['content-type', 'application/octet-stream'],
      ]),
    },
  ]);
});

test('publish - a signal of format cloudevents is one structured event', async () => {
  const { publish, published } = setUp();
  await publish({ ...signal, signal: 'event', value: { orderId: 'o-7' }, headers: { trace: 't-1' } });
  const [record] = published.map(asText);
  expect(record?.headers).toEqual([
    ['content-type', 'application/cloudevents+json'],
    ['trace', 't-1'],
  ]);
  expect(JSON.parse(record?.value ?? '')).toEqual({
    specversion: '1.0',
    id: 'orders-created_1_7/event',
    source: 'arn:aws:states:us-east-1:000000000000:stateMachine:order-fulfilment',
    type: 'order.fulfilled',
    dataschema: 'urn:baton:contract:order.fulfilled@1',
    executionarn: EXECUTION,
    signal: 'event',
    datacontenttype: 'application/json',
    data: { orderId: 'o-7' },
  });
  await expect(publish({ topic: 'orders.event', value: { orderId: 'o-7' } })).rejects.toMatchObject({
    name: 'Publish.InvalidInput',
  });
});

const unknowing: readonly (readonly [idOf: SchemaRegistry['idOf'], name: string, message: string])[] = [
  [async () => null, 'Publish.Refused', 'register it with `baton schema export`'],
  [async () => Promise.reject(new TransientRegistryError('away')), 'Publish.Unavailable', 'away'],
  [async () => Promise.reject(new SystemicRegistryError('refused')), 'Publish.Refused', 'refused'],
];

test.each(unknowing)('publish - nothing is framed without an id: %s', async (idOf, name, message) => {
  const { publish, published } = setUp(null, { ...knowing, idOf });
  await expect(publish({ ...signal, signal: 'framed', value: { orderId: 'o-7' } })).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  });
  expect(published).toEqual([]);
});

test('publish - the same request gives the same bytes and headers', async () => {
  const [first, second] = [setUp(), setUp()];
  await first.publish(signal);
  await second.publish(structuredClone(signal));
  expect(second.published).toEqual(first.published);
});

test('publish - a topic is found among the signals, and gets a record that is no event', async () => {
  const { publish, published } = setUp();
  await publish({ topic: 'orders.fulfilled', value: { orderId: 'o-7' } });
  expect(published.map(asText)).toEqual([
    {
      topic: 'orders.fulfilled',
      key: null,
      value: '{"orderId":"o-7"}',
      headers: [['content-type', 'application/json']],
    },
  ]);
});

test('publish - null is a tombstone, which no contract has to allow', async () => {
  const { publish, published } = setUp();
  await publish({ topic: 'orders.fulfilled', key: 'o-7', value: null });
  expect(published.map(asText)).toMatchObject([{ key: 'o-7', value: null }]);
});

test('publish - a record that breaks its contract leaves where the workflow is only to be warned, and is told', async () => {
  const { publish, published, said } = setUp();
  await publish({ workflow: 'parcels', topic: 'parcels.sent', value: { orderId: 7, iban: SECRET } });
  expect(published.map(asText)).toMatchObject([{ topic: 'parcels.sent' }]);
  expect(said).toMatchObject([
    ['record breaks its contract', { contract: 'order.fulfilled@1', topic: 'parcels.sent' }],
    [{ ContractViolations: 1 }, { subject: 'order.fulfilled', direction: 'output', workflow: 'parcels' }],
    ['record published', {}],
  ]);
  expect(JSON.stringify(said)).not.toContain(SECRET);
});

test('publish - a record that breaks its contract does not leave', async () => {
  const { publish, published } = setUp();
  const publishing = publish({ ...signal, value: { orderId: 7, iban: SECRET } });
  await expect(publishing).rejects.toMatchObject({
    name: 'Contract.OutputViolation',
    message: expect.not.stringContaining(SECRET),
  });
  expect(published).toEqual([]);
});

const row = {
  coordinates: { topic: 'quakes.measured', partition: 1, offset: 12, timestamp: 1_517_961_600_000 },
  key: Buffer.from([0, 255]).toString('base64'),
  headers: [['trace', Buffer.from([128]).toString('base64')]],
  raw: Buffer.from([0xc3, 1, 255]).toString('base64'),
  violations: [{ pointer: '/kind', rule: 'enum', expected: 'earthquake', found: 'string' }],
};
const rejection = {
  workflow: 'quake-etl',
  execution: EXECUTION,
  deadLetter: { contract: 'quake.measured@1', items: [row, { ...row, key: null, headers: undefined }] },
};

test('publish - rows become dead letters of their own bytes, with what is wrong with them', async () => {
  const { publish, published } = setUp();
  expect(await publish(rejection)).toEqual({ topic: 'quakes.measured.dlt', deadLettered: 2 });
  expect(published.map(({ topic, key, value }) => [topic, key, value])).toEqual([
    ['quakes.measured.dlt', Buffer.from([0, 255]), Buffer.from([0xc3, 1, 255])],
    ['quakes.measured.dlt', null, Buffer.from([0xc3, 1, 255])],
  ]);
  expect(published.map(({ headers }) => readDeadLetter(headers))).toEqual([
    {
      ...row.coordinates,
      errorClass: 'contract-violation',
      message: 'Breaks quake.measured@1: /kind enum: expected earthquake, found string.',
      contract: 'quake.measured@1',
      replayCount: 0,
      execution: EXECUTION,
      headers: [['trace', Buffer.from([128])]],
    },
    expect.objectContaining({ offset: 12, headers: [] }),
  ]);
});

test('publish - a broker that is away, and one that refuses, are errors of their own', async () => {
  await expect(setUp(new TransientTransportError('away')).publish(signal)).rejects.toMatchObject({
    name: 'Publish.Unavailable',
  });
  await expect(setUp(new SystemicTransportError('refused')).publish(signal)).rejects.toMatchObject({
    name: 'Publish.Refused',
  });
});

test('publish - no log line holds a value of the payload', async () => {
  const { publish, said } = setUp();
  await publish(signal);
  await publish(rejection);
  expect(said).toContainEqual([
    'record published',
    {
      contract: 'order.fulfilled@1',
      fingerprint: 'f1',
      execution: EXECUTION,
      topic: 'orders.fulfilled',
      partition: 2,
      offset: 40,
    },
  ]);
  expect(JSON.stringify(said)).not.toContain(SECRET);
});

const nowhere: readonly (readonly [request: object, said: string])[] = [
  [{ ...signal, workflow: 'orders' }, 'There is no workflow orders; there are order-fulfilment, quake-etl, parcels.'],
  [{ ...signal, signal: 'won' }, 'No manifest has signal won: looked in order-fulfilment.'],
  [{ ...signal, workflow: undefined }, 'Manifests disagree about signal succeeded'],
  [{ topic: 'elsewhere', value: {} }, 'No manifest has topic elsewhere'],
  [{ ...rejection, workflow: undefined }, 'Manifests disagree about dead letter topic'],
  [
    { ...rejection, deadLetter: { ...rejection.deadLetter, topic: 'orders.created.dlt' } },
    'No manifest has dead letter topic',
  ],
];

test.each(nowhere)('publish - refuse a destination that is not known: %j', async (request, said) => {
  await expect(setUp().publish(request)).rejects.toMatchObject({
    name: 'Publish.UnknownDestination',
    message: expect.stringContaining(said),
  });
});

const faulty: readonly (readonly [request: unknown, said: string])[] = [
  [null, 'The input is not an object.'],
  [{ value: {} }, 'Say either `signal` or `topic`'],
  [{ ...signal, topic: 'orders.fulfilled' }, 'Say either `signal` or `topic`'],
  [{ ...signal, value: undefined }, '`value` is missing'],
  [{ ...signal, key: 7 }, 'key is not text.'],
  [{ ...signal, redriveCount: -1 }, 'redriveCount is not a whole number from 0.'],
  [{ ...signal, headers: { trace: 1 } }, 'headers.trace is not text.'],
  [{ ...signal, headers: { CE_ID: '1' } }, "The header CE_ID is Baton's own"],
  [{ ...signal, execution: undefined }, 'pass `execution: $states.context.Execution.Id`'],
  [{ ...signal, execution: 'orders-created_1_7' }, '`execution` is no execution ARN'],
  [{ ...signal, signal: 'lost' }, 'There is no contract order.lost@1.'],
  [{ deadLetter: { items: [] } }, 'deadLetter.contract is not text.'],
  [{ deadLetter: { contract: 'a@1', items: {} } }, 'deadLetter.items is not a list.'],
  [
    { deadLetter: { contract: 'a@1', items: [{ ...row, raw: 'no base64!' }] } },
    'deadLetter.items[0].raw is not base64.',
  ],
  [
    { deadLetter: { contract: 'a@1', items: [{ ...row, coordinates: { ...row.coordinates, offset: 'x' } }] } },
    'deadLetter.items[0].coordinates.offset is not a whole number from 0.',
  ],
];

test.each(faulty)('publish - refuse %j', async (request, said) => {
  await expect(setUp().publish(request)).rejects.toMatchObject({
    name: 'Publish.InvalidInput',
    message: expect.stringContaining(said),
  });
});

test('publish - the execution may stand beside the rows', () => {
  const { execution, ...rest } = rejection;
  const request = parsePublishInput({ ...rest, deadLetter: { ...rest.deadLetter, execution } });
  expect(request).toMatchObject({ type: 'dead-letters', execution: EXECUTION });
});
