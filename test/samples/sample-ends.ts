import type { RecordHeader } from '../../shared/records/index.ts';
import type { SampleRecord } from './sample-records.ts';
import type { Summary } from './stored-quakes.ts';

/**
 * What is left of the samples when all has ended. Lists are sorted, and an execution that is there twice stands there
 * twice. A retried state may write dead letters, rows and signals again: those are told apart by the coordinates of
 * their record and by their `ce_id`, as consumers do.
 */
export type SampleEnds = {
  /** How many records each trigger's topic holds. */
  readonly records: Readonly<Record<string, number>>;
  /** `event-order-0001 SUCCEEDED`. */
  readonly orders: readonly string[];
  /** The topic and event id of each signal: `orders.fulfilled event-order-0001`. */
  readonly signals: readonly string[];
  /** The topic, key and value of each dead letter. */
  readonly deadLetters: readonly string[];
  /** The ids of the earthquakes that are stored. */
  readonly stored: readonly string[];
  readonly summed: Summary;
  /** Batches whose execution did not succeed. */
  readonly failedBatches: readonly string[];
  /** Measurements that not exactly one batch holds, or that are not either stored or a dead letter. */
  readonly astray: readonly string[];
};

const SIGNAL_TOPICS: Readonly<Record<string, string>> = { SUCCEEDED: 'orders.fulfilled', FAILED: 'orders.failed' };

/** How all has ended when each record ended as its line says. */
export function expectedEnds(samples: readonly SampleRecord[]): SampleEnds {
  const of = (topic: string, expect: SampleRecord['expect']) =>
    samples.filter((sample) => sample.topic === topic && sample.expect === expect);
  const orders = of('orders.created', 'started').map(({ headers, status }) => ({ id: eventId(headers), status }));
  const stored = of('quakes.measured', 'started').map(({ json }) => (json as { readonly id: string }).id);
  const deadLettered = of('quakes.measured', 'dead-letter').length;
  const count = (wanted: string): number => samples.filter(({ topic }) => topic === wanted).length;
  return {
    records: { 'orders.created': count('orders.created'), 'quakes.measured': count('quakes.measured') },
    orders: orders.map(({ id, status }) => `${id} ${status}`).toSorted(),
    signals: orders.map(({ id, status }) => `${SIGNAL_TOPICS[status ?? '']} ${id}`).toSorted(),
    deadLetters: samples
      .filter(({ expect }) => expect === 'dead-letter')
      .map(({ topic, key, value }) => `${topic}.dlt ${base64(key)} ${base64(value)}`)
      .toSorted(),
    stored: stored.toSorted(),
    summed: { received: stored.length + deadLettered, stored: stored.length, deadLettered },
    failedBatches: [],
    astray: [],
  };
}

const eventId = (headers: readonly RecordHeader[]): string =>
  headers.flatMap(([name, value]) => (name === 'event-id' ? [Buffer.from(value).toString()] : []))[0] ?? '';

const base64 = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('base64');
