import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Contract } from '../../shared/contracts/index.ts';
import { type OutgoingRecord, type RecordTrigger, readDeadLetter } from '../../shared/records/index.ts';
import { type SchemaRegistry, SystemicRegistryError, TransientRegistryError } from '../../shared/registries/index.ts';
import { SystemicTransportError, TransientTransportError } from '../../shared/transports/index.ts';
import {
  HandedBackError,
  IngressConfigurationError,
  MalformedEventError,
  SystemicError,
  TransientStartError,
} from './errors.ts';
import { createKafkaIngress, type KafkaIngressSetup } from './kafka-ingress.ts';
import type { StartResult } from './ports.ts';

const SECRET = 'iban-DE02120300000000202051';

/** Takes objects whose `total` is a whole number. */
const order: Contract = {
  id: 'order.created@2',
  fingerprint: 'f2',
  validate: (value) =>
    Number.isInteger((value as { total?: unknown }).total)
      ? []
      : [{ pointer: '/total', rule: 'type', expected: 'integer', found: 'string' }],
};

const trigger: RecordTrigger = {
  topic: 'orders',
  format: 'json',
  contract: 'order.created@2',
  identity: { kind: 'header', name: 'id' },
  generation: 1,
  mode: 'execution-per-record',
  rows: 'plain',
};

type Row = { readonly id?: string; readonly key?: string; readonly value: unknown };

const eventOf = (rows: readonly Row[]) => ({
  eventSource: 'aws:kafka',
  records: {
    'orders-0': rows.map(({ id, key, value }, offset) => ({
      topic: 'orders',
      partition: 0,
      offset,
      timestamp: 1_545_084_650_987,
      timestampType: 'CREATE_TIME',
      key: key === undefined ? null : Buffer.from(key).toString('base64'),
      value:
        value === null
          ? null
          : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64'),
      headers: id === undefined ? [] : [{ id: [...Buffer.from(id)] }],
    })),
  },
});
const good = (id: string, key = id): Row => ({ id, key, value: { total: 1, iban: SECRET } });
const bad = (id: string, key = id): Row => ({ id, key, value: { total: SECRET } });

/** An ingress function whose ports are at hand: `answers` by execution name, once each in their order. */
function setUp(
  overrides: Partial<RecordTrigger> = {},
  answers: Readonly<Record<string, (StartResult | Error)[]>> = {},
  schemaOf: SchemaRegistry['schemaOf'] = async () => null,
) {
  const started: Record<string, string> = {};
  const published: OutgoingRecord[] = [];
  const said: unknown[] = [];
  const faults: Error[] = [];
  const clock = { remainingMs: 30_000 };
  const setup: KafkaIngressSetup = {
    doors: {
      workflow: 'order-fulfilment',
      triggers: [{ ...trigger, ...overrides }],
      signals: {},
      deadLetterTopic: 'dlt',
    },
    contracts: { 'order.created@2': order },
    registries: (format) => (format === 'confluent' ? { schemaOf, idOf: async () => null } : null),
    starter: {
      async start({ name, input }) {
        const answer = answers[name]?.shift() ?? 'started';
        if (answer instanceof Error) throw answer;
        started[name] = input;
        return answer;
      },
    },
    publisher: {
      async publish(records) {
        const fault = faults.shift();
        if (fault) throw fault;
        published.push(...records);
        return records.map(({ topic }, offset) => ({ topic, partition: 0, offset }));
      },
      close: async () => {},
    },
    telemetry: { audit: (...line) => said.push(line), count: (...line) => said.push(line) },
    topicIds: {},
    digest: (text) => hash('sha256', text),
    sleep: async (ms) => {
      clock.remainingMs -= ms;
    },
    random: () => 1,
  };
  const ingress = createKafkaIngress(setup);
  const receive = (rows: readonly Row[]) =>
    ingress(eventOf(rows), { getRemainingTimeInMillis: () => clock.remainingMs });
  const deadLetters = () => published.map(({ headers }) => readDeadLetter(headers));
  return { setup, ingress, receive, started, published, deadLetters, said, faults };
}

const DONE = { batchItemFailures: [] };

test('kafka ingress - starts what fits, dead-letters what does not, skips tombstones', async () => {
  const { receive, started, published, deadLetters } = setUp();
  expect(
    await receive([good('a'), bad('b'), { id: 'c', value: null }, { id: 'd', value: 'no json' }, good('e')]),
  ).toEqual(DONE);
  expect(started).toEqual({
    orders_1_a: `{"total":1,"iban":"${SECRET}"}`,
    orders_1_e: `{"total":1,"iban":"${SECRET}"}`,
  });
  expect(published.map(({ topic, value }) => [topic, value?.toString()])).toEqual([
    ['dlt', `{"total":"${SECRET}"}`],
    ['dlt', 'no json'],
  ]);
  expect(deadLetters()).toMatchObject([
    { topic: 'orders', partition: 0, offset: 1, errorClass: 'contract-violation', contract: 'order.created@2' },
    { topic: 'orders', partition: 0, offset: 3, errorClass: 'undecodable', replayCount: 0, execution: null },
  ]);
});

test('kafka ingress - a redelivered batch starts the same executions with the same input', async () => {
  const [first, second] = [setUp(), setUp()];
  await first.receive([good('a'), good('b')]);
  await second.receive([good('a'), good('b')]);
  expect(second.started).toEqual(first.started);
});

test('kafka ingress - an execution that is there already is a duplicate, and counted as one', async () => {
  const { receive, said } = setUp({}, { orders_1_a: ['duplicate'] });
  expect(await receive([good('a'), good('b')])).toEqual(DONE);
  expect(said).toContainEqual([
    { Duplicates: 1, ExecutionsStarted: 1 },
    { workflow: 'order-fulfilment', topic: 'orders' },
  ]);
});

test('kafka ingress - another value under the same name is a bad record', async () => {
  const { receive, deadLetters, said } = setUp({}, { orders_1_a: ['clash'] });
  await receive([good('a')]);
  expect(said[0]).toMatchObject(['name clash', { execution: 'orders_1_a', errorClass: 'name-clash' }]);
  expect(deadLetters()).toMatchObject([{ errorClass: 'name-clash', message: expect.stringContaining('orders_1_a') }]);
});

test('kafka ingress - dead letters are counted by records, executions by themselves', async () => {
  const batches = { mode: 'execution-per-batch' } as const;
  const { receive, said } = setUp(batches, { 'orders_1_0-0-1': ['clash'] });
  await receive([good('a'), good('b')]);
  expect(said).toContainEqual([{ DeadLetters: 2 }, { workflow: 'order-fulfilment', topic: 'orders' }]);

  const started = setUp(batches);
  await started.receive([good('a'), good('b')]);
  expect(started.said).toContainEqual([{ ExecutionsStarted: 1 }, { workflow: 'order-fulfilment', topic: 'orders' }]);
});

test('kafka ingress - what is throttled is tried again while there is time', async () => {
  const throttled = new TransientStartError('throttled');
  const { receive, started } = setUp({}, { orders_1_a: [throttled, throttled, 'started'] });
  expect(await receive([good('a')])).toEqual(DONE);
  expect(Object.keys(started)).toEqual(['orders_1_a']);
});

const alwaysThrottled = () => Array.from({ length: 99 }, () => new TransientStartError('throttled'));

test('kafka ingress - I2: on demand, a batch that is not done in time comes again as a whole, bad records too', async () => {
  const { receive, started, published, said } = setUp({}, { orders_1_a: alwaysThrottled() });
  await expect(receive([good('a'), bad('x'), good('b')])).rejects.toThrow(
    'Out of time for 2 records; the batch is to come again. throttled',
  );
  expect(Object.keys(started)).toEqual(['orders_1_b']);
  expect(published).toEqual([]);
  expect(said).toContainEqual([
    { ExecutionsStarted: 1, HandedBack: 2 },
    { workflow: 'order-fulfilment', topic: 'orders' },
  ]);
});

test('kafka ingress - provisioned, a record that is not done in time comes again, with the later ones of its key', async () => {
  const { receive, started, deadLetters } = setUp({ profile: 'provisioned' }, { orders_1_a: alwaysThrottled() });
  expect(await receive([good('a', 'k'), bad('x', 'k'), good('b', 'other'), good('c', 'k'), bad('y', 'other')])).toEqual(
    {
      batchItemFailures: [0, 1, 3].map((offset) => ({ itemIdentifier: { partition: 'orders-0', offset } })),
    },
  );
  expect(Object.keys(started)).toEqual(['orders_1_b']);
  expect(deadLetters()).toMatchObject([{ offset: 4 }]);
});

test('kafka ingress - I2: a systemic fault fails the batch and dead-letters nothing', async () => {
  const { receive, published } = setUp({}, { orders_1_a: [new SystemicError('no such state machine')] });
  await expect(receive([bad('x'), good('a')])).rejects.toThrow('no such state machine');
  expect(published).toEqual([]);
});

test('kafka ingress - I1: a batch that is mostly bad is let in not at all', async () => {
  const { receive, started, published } = setUp();
  const rows = Array.from({ length: 20 }, (_, index) => (index < 9 ? good(`${index}`) : bad(`${index}`)));
  await expect(receive(rows)).rejects.toThrow(/^11 of 20 records of orders are bad/);
  expect([started, published]).toEqual([{}, []]);
});

test('kafka ingress - I1: so is one whose rows the workflow would mostly reject', async () => {
  const { receive, started } = setUp({ mode: 'execution-per-batch', rows: 'rejectable' });
  const rows = Array.from({ length: 20 }, (_, index) => (index < 9 ? good(`${index}`) : bad(`${index}`)));
  await expect(receive(rows)).rejects.toThrow(/^11 of 20 records of orders are bad/);
  await receive(rows.slice(1));
  expect(Object.keys(started)).toEqual(['orders_1_0-0-18']);
});

test('kafka ingress - dead letters are tried again, and then fail the batch', async () => {
  const busy = setUp();
  busy.faults.push(new TransientTransportError('away'));
  expect(await busy.receive([bad('a')])).toEqual(DONE);
  expect(busy.published).toHaveLength(1);

  const away = setUp({ profile: 'provisioned' });
  away.faults.push(...Array.from({ length: 99 }, () => new TransientTransportError('away')));
  await expect(away.receive([bad('a')])).rejects.toThrow(HandedBackError);

  const refused = setUp();
  refused.faults.push(new SystemicTransportError('no topic dlt'));
  const receiving = refused.receive([bad('a')]);
  await expect(receiving).rejects.toThrow(SystemicError);
  await expect(receiving).rejects.toThrow('1 dead letters could not be written to dlt: no topic dlt');
});

test('kafka ingress - without a dead letter topic a bad record fails the batch, and says what to do', async () => {
  const { setup } = setUp();
  const ingress = createKafkaIngress({ ...setup, doors: { ...setup.doors, deadLetterTopic: null } });
  const receiving = ingress(eventOf([bad('a')]), { getRemainingTimeInMillis: () => 30_000 });
  await expect(receiving).rejects.toThrow('say `deadLetter: { kafka: TOPIC }` in the manifest of order-fulfilment');
});

test('kafka ingress - a record of no trigger, or an event of none, fails the batch', async () => {
  const { ingress, setup } = setUp();
  const context = { getRemainingTimeInMillis: () => 30_000 };
  await expect(ingress({ Records: [] }, context)).rejects.toThrow(MalformedEventError);
  const elsewhere = createKafkaIngress({
    ...setup,
    doors: { ...setup.doors, triggers: [{ ...trigger, topic: 'other' }] },
  });
  await expect(elsewhere(eventOf([good('a')]), context)).rejects.toThrow(
    'No trigger of this workflow has topic orders',
  );
});

/** A record of Confluent's, written by the schema of that id. */
const framed = (schema: number, name: string): Row => ({
  id: name,
  key: name,
  value: `${String.fromCharCode(0, 0, 0, 0, schema)}{"total":1,"iban":"${SECRET}"}`,
});
const JSON_SCHEMA = { language: 'json-schema', text: '{}' } as const;

test('kafka ingress - schemas are asked for once a batch, and an unknown one makes bad records', async () => {
  const asked: string[] = [];
  const { receive, started, deadLetters } = setUp({ format: 'confluent' }, {}, async (id) => {
    asked.push(id);
    return id === 'id:7' ? JSON_SCHEMA : null;
  });
  const tombstone = { id: 't', value: null };
  expect(await receive([framed(7, 'a'), framed(8, 'b'), framed(7, 'c'), good('d'), tombstone])).toEqual(DONE);
  expect(Object.keys(started)).toEqual(['orders_1_a', 'orders_1_c']);
  expect(deadLetters().map((letter) => letter?.message)).toEqual([
    'Cannot be read as order.created@2: unknown schema, the registry has none with schema id 8.',
    "Cannot be read as order.created@2: not framed, no schema id of Confluent's stands in front of it.",
  ]);
  expect(asked).toEqual(['id:7', 'id:8']);
});

test('kafka ingress - a registry that is busy is asked again while there is time', async () => {
  const busy = [new TransientRegistryError('busy'), new TransientRegistryError('busy')];
  const { receive, started } = setUp({ format: 'confluent' }, {}, async () => {
    const error = busy.shift();
    if (error) throw error;
    return JSON_SCHEMA;
  });
  await receive([framed(7, 'a')]);
  expect(Object.keys(started)).toEqual(['orders_1_a']);
});

test.each([new TransientRegistryError('away'), new SystemicRegistryError('refused')])(
  'kafka ingress - I2: a registry that cannot tell fails the batch and dead-letters nothing: %s',
  async (error) => {
    const { receive, started, published } = setUp({ format: 'confluent' }, {}, async () => {
      throw error;
    });
    const receiving = receive([framed(7, 'a'), framed(8, 'b'), good('c')]);
    await expect(receiving).rejects.toThrow(SystemicError);
    await expect(receiving).rejects.toThrow(`The schemas of orders could not be asked for: ${error.message}`);
    expect([started, published]).toEqual([{}, []]);
  },
);

test('kafka ingress - a registry that is not named is told before the first record', () => {
  const { setup } = setUp({ format: 'confluent' });
  const registries = () => {
    throw new SystemicRegistryError('SCHEMA_REGISTRY_URL is not set.');
  };
  const creating = () => createKafkaIngress({ ...setup, registries });
  expect(creating).toThrow(IngressConfigurationError);
  expect(creating).toThrow('The topic orders cannot be read: SCHEMA_REGISTRY_URL is not set.');
});

test('kafka ingress - what no record could pass is told before the first one', () => {
  const { setup } = setUp();
  expect(() => createKafkaIngress({ ...setup, contracts: {} })).toThrow(IngressConfigurationError);
  const triggers = [
    { ...trigger, topic: 'a.b' },
    { ...trigger, topic: 'a-b' },
  ];
  expect(() => createKafkaIngress({ ...setup, doors: { ...setup.doors, triggers } })).toThrow(
    'give one another generation',
  );
});

test('kafka ingress - no value of a payload is in a log line, a dead letter header or an error', async () => {
  const { receive, said, deadLetters } = setUp();
  await receive([good('a'), bad('b'), { id: 'c', value: SECRET }, { value: { total: 1, iban: SECRET } }]);
  const told = JSON.stringify([said, deadLetters().map((letter) => ({ ...letter, headers: [] }))]);
  expect(told).toContain('no-identity');
  expect(told).not.toContain(SECRET.slice(5));

  const rows = Array.from({ length: 20 }, (_, index) => bad(`${index}`));
  const error = await setUp()
    .receive(rows)
    .catch((caught: unknown) => caught);
  expect(String(error)).not.toContain(SECRET.slice(5));
});

test('kafka ingress - a trigger that only warns starts what breaks its contract, and says so without its values', async () => {
  const { receive, started, published, said } = setUp({ enforce: 'warn' });
  expect(await receive([good('a'), bad('b')])).toEqual(DONE);
  expect(Object.keys(started)).toEqual(['orders_1_a', 'orders_1_b']);
  expect(published).toEqual([]);
  const explanation = '/total type: expected integer, found string';
  const dimensions = { subject: 'order.created', version: '2', direction: 'input', topic: 'orders' };
  expect(said.slice(0, 2)).toMatchObject([
    ['record breaks its contract', { contract: 'order.created@2', fingerprint: 'f2', offset: 1, explanation }],
    [{ ContractViolations: 1 }, { ...dimensions, workflow: 'order-fulfilment' }],
  ]);
  expect(JSON.stringify(said)).not.toContain(SECRET);
});

test('kafka ingress - a trigger that warns refuses what it cannot decode', async () => {
  const { receive, deadLetters } = setUp({ enforce: 'warn' });
  await receive([{ id: 'd', value: 'no json' }]);
  expect(deadLetters()).toMatchObject([{ errorClass: 'undecodable' }]);
});

test('kafka ingress - a trigger whose check is off does not look', async () => {
  const { receive, started, said } = setUp({ enforce: 'off' });
  await receive([bad('b')]);
  expect(Object.keys(started)).toEqual(['orders_1_b']);
  expect(JSON.stringify(said)).not.toContain('breaks');
});
