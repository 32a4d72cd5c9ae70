import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingRecord, PublishedRecord, RecordPublisher } from './record-publisher.ts';

export type StoredRecord = OutgoingRecord & PublishedRecord;

/** A publisher before a broker that is there for the suite alone. */
export type PublisherSetting = {
  readonly publisher: RecordPublisher;
  /** Topics that exist and are empty; the first has more than one partition. */
  readonly topics: readonly [string, string];
  /** All records of a topic, by partition and offset. */
  readonly read: (topic: string) => Promise<readonly StoredRecord[]>;
  readonly close: () => Promise<void>;
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What every `RecordPublisher` does, whatever it publishes to. */
export function describePublisher(name: string, open: () => Promise<PublisherSetting>): void {
  describe(name, () => {
    let setting: PublisherSetting;
    beforeAll(async () => {
      setting = await open();
    });
    afterAll(async () => {
      await setting.publisher.close();
      await setting.close();
    });
    const record = (overrides: Partial<OutgoingRecord>): OutgoingRecord => ({
      topic: setting.topics[0],
      key: bytes('key'),
      value: bytes('value'),
      headers: [],
      ...overrides,
    });
    /** Publishes and reads back: each record as it lies where the answer says it does. */
    const publishAndRead = async (records: readonly OutgoingRecord[]): Promise<readonly (OutgoingRecord | null)[]> => {
      const places = await setting.publisher.publish(records);
      const stored = (await Promise.all(setting.topics.map(setting.read))).flat();
      return places.map(({ topic, partition, offset }) => {
        const found = stored.find((at) => at.topic === topic && at.partition === partition && at.offset === offset);
        return found ? asSent(found) : null;
      });
    };

    test('publisher - key, value and headers arrive byte for byte, repeated names too', async () => {
      const sent = record({
        key: Uint8Array.of(0, 255, 128),
        value: Uint8Array.of(0xc3, 0x01, 0xff, 0x00, 0x0a),
        headers: [
          ['trace', Uint8Array.of(255, 0)],
          ['trace', bytes('second')],
          ['empty', bytes('')],
        ],
      });
      expect(await publishAndRead([sent])).toEqual([sent]);
    });

    test('publisher - a null value is a tombstone, a null key is none, and empty is neither', async () => {
      const sent = [record({ value: null }), record({ key: null }), record({ value: bytes('') })];
      expect(await publishAndRead(sent)).toEqual(sent);
    });

    test('publisher - says where each record lies, over partitions and topics', async () => {
      const sent = Array.from({ length: 40 }, (_, index) =>
        record({
          topic: setting.topics[index % 5 === 0 ? 1 : 0],
          key: bytes(`key-${index}`),
          value: bytes(`${index}`),
        }),
      );
      expect(await publishAndRead(sent)).toEqual(sent);
    });

    test('publisher - records of a key lie in the order in which they were published', async () => {
      const sent = Array.from({ length: 20 }, (_, index) => record({ key: bytes('one'), value: bytes(`${index}`) }));
      const places = [
        ...(await setting.publisher.publish(sent.slice(0, 10))),
        ...(await setting.publisher.publish(sent.slice(10))),
      ];
      const offsets = places.map(({ offset }) => offset);
      expect(new Set(places.map(({ partition }) => partition)).size).toBe(1);
      expect(offsets).toEqual([...offsets].sort((one, other) => one - other));
    });

    test('publisher - takes more at once than a broker does', async () => {
      const sent = Array.from({ length: 8 }, () => record({ value: new Uint8Array(300_000) }));
      const places = await setting.publisher.publish(sent);
      const offsets = places.map(({ offset }) => offset);
      expect(offsets).toEqual(offsets.map((_, index) => (offsets[0] ?? 0) + index));
    });

    test('publisher - nothing is published for nothing', async () => {
      expect(await setting.publisher.publish([])).toEqual([]);
    });
  });
}

/** Brokers' clients answer with buffers of their own kind. */
const asSent = ({ topic, key, value, headers }: StoredRecord): OutgoingRecord => ({
  topic,
  key: key && Uint8Array.from(key),
  value: value && Uint8Array.from(value),
  headers: headers.map(([name, header]) => [name, Uint8Array.from(header)]),
});
