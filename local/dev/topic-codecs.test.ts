import { expect, test } from 'vitest';
import type { AvroContract, Contract, FormatName } from '../../shared/contracts/index.ts';
import { type SchemaRegistry, SystemicRegistryError } from '../../shared/registries/index.ts';
import { NoContractError, topicCodecs } from './topic-codecs.ts';

const schema = JSON.stringify({ type: 'record', name: 'Order', fields: [{ name: 'id', type: 'string' }] });
const common = { id: 'order.created@1', fingerprint: 'f1', validate: () => [] } as const;
const avro: AvroContract = { ...common, schema, writers: { 1: schema } };

const registry: SchemaRegistry = {
  schemaOf: async () => ({ language: 'avro', text: schema }),
  idOf: async (subject, own) =>
    subject === 'orders-value' && own.language === 'avro'
      ? `guid:${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`
      : null,
};

function codecsOf(format: FormatName, contract: Contract = avro) {
  const encodings = [{ contract: contract.id, format }];
  const topics = [{ name: 'orders', partitions: 1, roles: [{ role: 'trigger', workflow: 'w', encodings } as const] }];
  const framed = format === 'confluent' || format === 'glue';
  return topicCodecs(
    topics,
    async () => contract,
    () => (framed ? registry : null),
  );
}
const draft = { json: { id: 'o-1' }, headers: [], eventId: 'evt-1' };
const header = (name: string, text: string) => [name, Buffer.from(text)] as const;
const texts = (headers: readonly (readonly [string, Uint8Array])[]) =>
  headers.map(([name, value]) => [name, Buffer.from(value).toString()]);

test.each<FormatName>(['json', 'avro-single-object', 'confluent', 'glue', 'cloudevents'])(
  'topic codecs - what is encoded as %s is shown as what it was',
  async (format) => {
    const codecs = codecsOf(format);
    expect(await codecs.decode('orders', await codecs.encode('orders', draft))).toEqual(draft.json);
    expect(await codecs.decode('orders', { value: Buffer.from([255]), headers: [] })).toBe(undefined);
  },
);

test('topic codecs - a value becomes an event, of the id that it is given', async () => {
  const { value, headers } = await codecsOf('cloudevents', common).encode('orders', draft);
  expect(texts(headers)).toEqual([['content-type', 'application/cloudevents+json']]);
  expect(JSON.parse(Buffer.from(value).toString())).toMatchObject({
    id: 'evt-1',
    type: 'order.created',
    data: draft.json,
  });
});

test('topic codecs - a value with headers of an event is its data', async () => {
  const headers = [header('ce_specversion', '1.0'), header('ce_id', 'mine')];
  const sent = await codecsOf('cloudevents', common).encode('orders', { ...draft, headers });
  expect(Buffer.from(sent.value).toString()).toBe('{"id":"o-1"}');
  expect(texts(sent.headers)).toEqual([...texts(headers), ['content-type', 'application/json']]);
});

test('topic codecs - what is not registered cannot be framed, nor what has no contract', async () => {
  await expect(codecsOf('confluent', common).encode('orders', draft)).rejects.toThrow(SystemicRegistryError);
  await expect(codecsOf('json').encode('others', draft)).rejects.toThrow(NoContractError);
});
