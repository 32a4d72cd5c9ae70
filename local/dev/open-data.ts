import type { Project } from '../../project/index.ts';
import { type BatchPlans, type Notice, openEmbeddedLog, openKafkaLog, type RecordLog } from '../sources/index.ts';
import { openDevDatabase } from './dev-database.ts';
import type { DevOptions } from './dev-options.ts';
import { checkNamedTopics, createNamedTopics } from './ensure-topics.ts';
import { instanceId } from './instance-id.ts';
import { noticeEvent } from './notice-words.ts';
import { RecordFates } from './record-fates.ts';
import { SampleLedger } from './samples/sample-ledger.ts';
import { type NamedTopic, namedTopics } from './topic-roles.ts';

/** Everything that a data directory, or a cluster in its place, keeps of records. */
export type OpenData = {
  readonly log: RecordLog;
  /** What the mappings keep, which is here over a real cluster too. */
  readonly plans: BatchPlans;
  readonly fates: RecordFates;
  readonly ledger: SampleLedger;
  /** The topics that the project's manifests name; all of them are there. */
  readonly topics: readonly NamedTopic[];
  readonly deadLetterTopics: readonly string[];
  readonly topicIds: Readonly<Record<string, string>>;
};

export type DataOptions = Pick<DevOptions, 'dataDirectory' | 'brokers' | 'emit'>;

/** Throws `StartUpError` and whatever keeps the data from being used. */
export async function openData(
  options: DataOptions,
  project: Project,
  cleanup: AsyncDisposableStack,
): Promise<OpenData> {
  const { dataDirectory, brokers } = options;
  const topics = namedTopics(project.workflows);
  const embedded = openEmbeddedLog(dataDirectory);
  cleanup.defer(() => embedded.close());
  const log = brokers === null ? embedded : await openCluster(brokers, options, cleanup);
  await (brokers === null ? createNamedTopics(log, topics) : checkNamedTopics(log, topics, brokers));
  const database = openDevDatabase(dataDirectory);
  cleanup.defer(() => database.close());
  return {
    log,
    plans: embedded.plans,
    fates: new RecordFates(database),
    ledger: new SampleLedger(database),
    topics,
    deadLetterTopics: topics.filter(isForDeadLetters).map(({ name }) => name),
    topicIds: await idsOf(topics, log),
  };
}

async function openCluster(
  brokers: string,
  { dataDirectory, emit }: DataOptions,
  cleanup: AsyncDisposableStack,
): Promise<RecordLog> {
  const notices = { say: (notice: Notice) => emit(noticeEvent(notice)) };
  const log = await openKafkaLog({ brokers, instanceId: instanceId(dataDirectory), notices });
  cleanup.defer(() => log.close());
  return log;
}

async function idsOf(topics: readonly NamedTopic[], log: RecordLog): Promise<OpenData['topicIds']> {
  const named = new Set(topics.map(({ name }) => name));
  return Object.fromEntries((await log.topics()).flatMap(({ name, id }) => (named.has(name) ? [[name, id]] : [])));
}

const isForDeadLetters = ({ roles }: NamedTopic): boolean => roles.some(({ role }) => role === 'deadLetter');
