import { ApiError } from '../errors.ts';
import { followTopic } from '../topic-follower.ts';
import { readAppend } from './append-request.ts';
import { pathNumber, pathText, queryNumber } from './parameters.ts';
import { type RecordView, recordView } from './record-view.ts';
import type { ApiContext, Route } from './route.ts';

const MAX_RECORDS = 1_000;
const DEFAULT_RECORDS = 100;
const MAX_BYTES = 8 * 1024 * 1024;

export const listTopics: Route = {
  method: 'GET',
  path: '/topics',
  async answer({ log, topics }) {
    const roles = new Map(topics.map((topic) => [topic.name, topic.roles]));
    const views = (await log.topics()).map(({ name, id, partitions }) => ({
      name,
      id,
      partitions,
      records: partitions.reduce((sum, { first, end }) => sum + end - first, 0),
      roles: roles.get(name) ?? [],
    }));
    return { topics: views };
  },
};

export const appendRecords: Route = {
  method: 'POST',
  path: '/topics/:topic/records',
  async answer({ log, codecs }, call) {
    const records = await readAppend(call.request, pathText(call, 'topic'), codecs);
    return { records: await log.append(records) };
  },
};

export const readRecords: Route = {
  method: 'GET',
  path: '/topics/:topic/partitions/:partition/records',
  async answer({ log, codecs }, call) {
    const at = { topic: pathText(call, 'topic'), partition: pathNumber(call, 'partition') };
    const offset = queryNumber(call, 'offset', { otherwise: 0, max: Number.MAX_SAFE_INTEGER });
    const maxRecords = queryNumber(call, 'limit', { otherwise: DEFAULT_RECORDS, max: MAX_RECORDS });
    const records = await log.read(at, offset, { maxRecords, maxBytes: MAX_BYTES });
    return { records: await Promise.all(records.map((record) => recordView(record, codecs))) };
  },
};

export const tailTopic: Route = {
  method: 'GET',
  path: '/topics/:topic/tail',
  async answer(context, call) {
    const topic = pathText(call, 'topic');
    if (!(await context.log.topics()).some(({ name }) => name === topic)) {
      throw new ApiError(404, 'UNKNOWN_TOPIC', `there is no topic ${topic}`);
    }
    const from = call.query.get('from') === 'start' ? 'start' : 'end';
    return tail(context, topic, from, call.gone);
  },
};

async function* tail(
  { log, codecs }: ApiContext,
  topic: string,
  from: 'start' | 'end',
  gone: AbortSignal,
): AsyncGenerator<RecordView> {
  const follower = await followTopic(log, topic, from, gone);
  while (!gone.aborted) {
    for (const record of await follower.next()) yield await recordView(record, codecs);
  }
}
