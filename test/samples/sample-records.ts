import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderCreated2 } from '../../generated/contracts/order.created@2.ts';
import { quakeFeature1 } from '../../generated/contracts/quake.feature@1.ts';
import { encode } from '../../shared/contracts/index.ts';
import type { OutgoingRecord } from '../../shared/transports/index.ts';

/** A line of samples/ as the record that it stands for, and how it is to end. */
export type SampleRecord = OutgoingRecord & {
  readonly value: Uint8Array;
  /** What the line says of the value; undefined where it holds bytes. */
  readonly json: unknown;
  readonly expect: 'started' | 'duplicate' | 'dead-letter';
  readonly status: string | null;
};

/** Read without the product's own reader: what it makes of the files is what is tested. */
export function readSampleRecords(): readonly SampleRecord[] {
  return ['earthquakes.ndjson', 'orders.ndjson'].flatMap((file) =>
    readFileSync(join(import.meta.dirname, '../../samples', file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => toRecord(JSON.parse(line) as Line)),
  );
}

type Line = {
  readonly topic: string;
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly value?: unknown;
  readonly base64?: string;
  readonly expect: SampleRecord['expect'];
  readonly status?: string;
};

function toRecord({ topic, key, headers = {}, value: json, base64, expect, status }: Line): SampleRecord {
  return {
    topic,
    key: Buffer.from(key),
    headers: Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const),
    value: base64 === undefined ? encodeFor(topic, json) : Buffer.from(base64, 'base64'),
    json,
    expect,
    status: status ?? null,
  };
}

function encodeFor(topic: string, json: unknown): Uint8Array {
  return topic === 'orders.created'
    ? encode('avro-single-object', orderCreated2, json)
    : encode('json', quakeFeature1, json);
}
