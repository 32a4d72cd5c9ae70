import { expect, test } from 'vitest';
import { openEmbeddedLog } from '../../sources/index.ts';
import { openDevDatabase } from '../dev-database.ts';
import { StartUpError } from '../errors.ts';
import type { TopicCodecs } from '../topic-codecs.ts';
import { type ActualEnd, compareSamples } from './compare-samples.ts';
import { parseLine } from './read-samples.ts';
import { SampleLedger } from './sample-ledger.ts';
import type { SampleSet } from './sample-line.ts';
import { sendSamples } from './send-samples.ts';

const codecs: TopicCodecs = {
  encode: async (_topic, { json, headers }) => ({ value: Buffer.from(JSON.stringify(json)), headers }),
  decode: async () => undefined,
};

function setOf(...lines: readonly object[]): SampleSet {
  const texts = lines.map((line) => JSON.stringify({ topic: 't', expect: 'started', ...line }));
  return { name: 'set', file: 'samples/set.ndjson', lines: texts.map((text, at) => parseLine(text, at + 1, 'f')) };
}

/** 250 lines are sent in three goes; the last one repeats the first. */
const many = setOf(...Array.from({ length: 249 }, (_, n) => ({ key: `k${n % 7}`, value: n })), {
  key: 'k0',
  value: 0,
  expect: 'duplicate',
});

async function openAll() {
  const log = openEmbeddedLog(null);
  await log.createTopics([{ name: 't', partitions: 3 }]);
  return { log, ledger: new SampleLedger(openDevDatabase(null)) };
}

async function countRecords(log: Awaited<ReturnType<typeof openAll>>['log']): Promise<number> {
  const [topic] = await log.topics();
  return topic?.partitions.reduce((sum, { end }) => sum + end, 0) ?? 0;
}

test('samples - a set is sent once', async () => {
  const { log, ledger } = await openAll();
  expect(await sendSamples(many, log, ledger, codecs)).toEqual({ set: 'set', records: 250, before: false });
  expect(await sendSamples(many, log, ledger, codecs)).toEqual({ set: 'set', records: 250, before: true });
  expect(await countRecords(log)).toBe(250);
  expect(ledger.sent('set').map(({ line }) => line)).toEqual(many.lines.map(({ line }) => line));
  await log.close();
});

test.each([1, 2, 3])('samples - a kill after go %i sends nothing twice and leaves nothing out', async (goes) => {
  const { log, ledger } = await openAll();
  let left = goes;
  const dying = {
    ...log,
    topics: () => log.topics(),
    read: log.read.bind(log),
    append: async (records: Parameters<typeof log.append>[0]) => {
      const published = await log.append(records);
      left -= 1;
      // Appended, but nothing is remembered of it any more.
      if (left === 0) throw new Error('killed');
      return published;
    },
  } as typeof log;
  await expect(sendSamples(many, dying, ledger, codecs)).rejects.toThrow('killed');
  await sendSamples(many, log, ledger, codecs);
  expect(await countRecords(log)).toBe(250);
  const places = ledger.sent('set').map(({ partition, offset }) => `${partition}/${offset}`);
  expect(new Set(places).size).toBe(250);
  await log.close();
});

const base64 = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('base64');

test('samples - key, headers and bytes are sent as the line says', async () => {
  const { log, ledger } = await openAll();
  const set = setOf({ key: 'k', headers: { 'event-id': 'e1' }, base64: 'AAEC' }, { key: null, value: { n: 1 } });
  await sendSamples(set, log, ledger, codecs);
  const limits = { maxRecords: 1, maxBytes: 1 };
  const records = await Promise.all(ledger.sent('set').map((at) => log.read(at, at.offset, limits)));
  const spelt = records
    .flat()
    .map(({ key, value, headers }) => [key, value, ...headers.map(([, bytes]) => bytes)].map(base64));
  expect(spelt).toEqual([
    ['aw==', 'AAEC', 'ZTE='],
    [null, 'eyJuIjoxfQ=='],
  ]);
  await log.close();
});

test.each([
  ['no JSON', '{', 'this is no JSON'],
  ['no topic', '{"value":1,"expect":"started"}', '`topic` is missing'],
  ['neither value nor bytes', '{"topic":"t","expect":"started"}', 'there must be either `value` or `base64`'],
  ['both', '{"topic":"t","value":1,"base64":"","expect":"started"}', 'there must be either `value` or `base64`'],
  ['an unknown end', '{"topic":"t","value":1,"expect":"lost"}', '`expect` is none of started, duplicate, dead-letter'],
])('samples - a line that is none is refused with its place: %s', (_what, text, message) => {
  expect(() => parseLine(text, 3, 'samples/x.ndjson')).toThrow(new RegExp(`^samples/x.ndjson:3: .*${message}`));
  expect(() => parseLine(text, 3, 'samples/x.ndjson')).toThrow(StartUpError);
});

const fate = { outcome: 'started', workflow: 'w', executionName: 'e', errorClass: null, reason: null } as const;
const letter = {
  ...{ topic: 't.dlt', partition: 0, offset: 0, source: { topic: 't', partition: 0, offset: 0, timestamp: 0 } },
  ...{ errorClass: 'undecodable', message: 'No JSON.', contract: 'a@1', replayCount: 0, execution: null },
};
const nothing: ActualEnd = { fate: null, status: null, deadLetter: null };
const succeeded: ActualEnd = { fate, status: 'SUCCEEDED', deadLetter: null };
const duplicate: ActualEnd = { ...succeeded, fate: { ...fate, outcome: 'duplicate' } };
const rejected: ActualEnd = { ...nothing, fate: { ...fate, outcome: 'rejected' }, deadLetter: letter };
const rejectedInside: ActualEnd = { ...succeeded, deadLetter: letter };

const ends: readonly (readonly [what: string, line: object, end: ActualEnd, fits: boolean])[] = [
  ['started and succeeded', { status: 'SUCCEEDED' }, succeeded, true],
  ['started, whatever the end', {}, { ...succeeded, status: 'FAILED' }, true],
  ['failed, not succeeded', { status: 'SUCCEEDED' }, { ...succeeded, status: 'FAILED' }, false],
  ['not handled', {}, nothing, false],
  ['a duplicate', { expect: 'duplicate' }, duplicate, true],
  ['a start, not a duplicate', { expect: 'duplicate' }, succeeded, false],
  ['a dead letter', { expect: 'dead-letter', reason: 'a@1' }, rejected, true],
  ['a dead letter for another reason', { expect: 'dead-letter', reason: 'too large' }, rejected, false],
  ['a row that its batch rejected', { expect: 'dead-letter', reason: 'No JSON' }, rejectedInside, true],
  ['a rejected row that was to be kept', { status: 'SUCCEEDED' }, rejectedInside, false],
];

test.each(ends)('samples - expected against actual: %s', async (_what, line, end, fits) => {
  const { log, ledger } = await openAll();
  await sendSamples(setOf({ key: 'k', value: 1, ...line }), log, ledger, codecs);
  expect(compareSamples('set', ledger.sent('set'), () => end).mismatches.length).toBe(fits ? 0 : 1);
  await log.close();
});
