import type { OutgoingRecord, PublishedRecord } from '../../../shared/transports/index.ts';
import type { LogRecord, RecordLog } from '../../sources/index.ts';
import { readTopic } from '../read-topic.ts';
import type { TopicCodecs } from '../topic-codecs.ts';
import { matchSent } from './match-sent.ts';
import type { SampleLedger, TopicEnds } from './sample-ledger.ts';
import type { SampleLine, SampleSet } from './sample-line.ts';

/** Records appended at a time: the workflows are at work on the first ones while the last ones are sent. */
const RECORDS_AT_A_TIME = 100;

export type SamplesSent = { readonly set: string; readonly records: number; readonly before: boolean };

/** Sends a set unless this data directory has had it; takes up where a kill ended an earlier try. */
export async function sendSamples(
  set: SampleSet,
  log: RecordLog,
  ledger: SampleLedger,
  codecs: TopicCodecs,
): Promise<SamplesSent> {
  const known = ledger.stateOf(set.name);
  const records = set.lines.length;
  if (known.state === 'sent') return { set: set.name, records, before: true };
  const outgoing = await Promise.all(
    set.lines.map((sample, at) => outgoingOf(sample, `${set.name}-${at + 1}`, codecs)),
  );
  const found = known.state === 'sending' ? matchSent(outgoing, await recordsSince(log, known.ends)) : [];
  if (known.state === 'new') ledger.begin(set.name, await endsOf(log, set));
  ledger.keep(set.name, paired(set.lines, found));
  const unsent = set.lines.flatMap((sample, at) => {
    const record = outgoing[at];
    return record === undefined || (found[at] ?? null) !== null ? [] : [{ sample, record }];
  });
  for (let at = 0; at < unsent.length; at += RECORDS_AT_A_TIME) {
    const chunk = unsent.slice(at, at + RECORDS_AT_A_TIME);
    const published = await log.append(chunk.map(({ record }) => record));
    ledger.keep(
      set.name,
      paired(
        chunk.map(({ sample }) => sample),
        published,
      ),
    );
  }
  ledger.finish(set.name);
  return { set: set.name, records, before: false };
}

/** The same line is the same record, and so the same event, however often it is made. */
async function outgoingOf(sample: SampleLine, eventId: string, codecs: TopicCodecs): Promise<OutgoingRecord> {
  const { topic, body } = sample;
  const key = sample.key === null ? null : Buffer.from(sample.key);
  const headers = Object.entries(sample.headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  if ('base64' in body) return { topic, key, value: Buffer.from(body.base64, 'base64'), headers };
  return { topic, key, ...(await codecs.encode(topic, { json: body.value, headers, eventId })) };
}

function paired(samples: readonly SampleLine[], places: readonly (PublishedRecord | null)[]) {
  return samples.flatMap((sample, index) => {
    const at = places[index] ?? null;
    return at === null ? [] : [{ sample, at }];
  });
}

async function endsOf(log: RecordLog, { lines }: SampleSet): Promise<TopicEnds> {
  const wanted = new Set(lines.map(({ topic }) => topic));
  const topics = (await log.topics()).filter(({ name }) => wanted.has(name));
  return Object.fromEntries(topics.map(({ name, partitions }) => [name, partitions.map(({ end }) => end)]));
}

async function recordsSince(log: RecordLog, ends: TopicEnds): Promise<readonly LogRecord[]> {
  const found: LogRecord[] = [];
  for (const [topic, starts] of Object.entries(ends)) {
    for await (const records of readTopic(log, topic, (partition) => starts[partition] ?? 0)) found.push(...records);
  }
  return found;
}
