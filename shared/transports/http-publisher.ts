import type { OutgoingRecord } from '../records/index.ts';
import { SystemicTransportError, TransientTransportError, type TransportError } from './errors.ts';
import { inRequests } from './in-requests.ts';
import type { PublishedRecord, RecordPublisher } from './record-publisher.ts';

const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Publishes to the embedded log at `baseUrl`: `POST {baseUrl}/topics/TOPIC/records` with
 * `{records: [{key, value, headers: [[name, bytes]]}]}`, all bytes base64 or null.
 */
export function httpPublisher(baseUrl: string): RecordPublisher {
  const append = async ({ topic, records }: Run): Promise<readonly PublishedRecord[]> => {
    const url = `${baseUrl.replace(/\/$/, '')}/topics/${encodeURIComponent(topic)}/records`;
    const response = await post(url, JSON.stringify({ records: records.map(spelt) }));
    const answer = (await response.json().catch(() => null)) as {
      readonly records?: readonly PublishedRecord[];
    } | null;
    if (answer?.records?.length === records.length) return answer.records;
    throw new SystemicTransportError(`${url} answered without saying where the records are. Is BATON_LOG_URL right?`);
  };
  return {
    async publish(records) {
      const published: PublishedRecord[] = [];
      for (const run of inRequests(records).flatMap(runsOf)) published.push(...(await append(run)));
      return published;
    },
    async close() {},
  };
}

type Run = { readonly topic: string; readonly records: OutgoingRecord[] };

/** Neighbours of one topic, so that order holds over topics too. */
function runsOf(records: readonly OutgoingRecord[]): readonly Run[] {
  const runs: Run[] = [];
  for (const record of records) {
    const run = runs.at(-1);
    if (run?.topic === record.topic) run.records.push(record);
    else runs.push({ topic: record.topic, records: [record] });
  }
  return runs;
}

const spelt = ({ key, value, headers }: OutgoingRecord) => ({
  key: base64(key),
  value: base64(value),
  headers: headers.map(([name, bytes]) => [name, base64(bytes)]),
});

const base64 = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('base64');

async function post(url: string, body: string): Promise<Response> {
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body, signal }).catch((cause: unknown) => {
    throw new TransientTransportError(`The log at ${url} does not answer.`, { cause });
  });
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response: Response): Promise<TransportError> {
  const said = await response.text().catch(() => '');
  const why = `${response.url} answered ${response.status}: ${said.slice(0, 500)}`;
  const later = response.status >= 500 || response.status === 429;
  return later ? new TransientTransportError(why) : new SystemicTransportError(why);
}
