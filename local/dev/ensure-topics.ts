import { LogUnavailableError, type RecordLog } from '../sources/index.ts';
import { StartUpError } from './errors.ts';
import type { NamedTopic } from './topic-roles.ts';

/** The embedded log gets the topics that the manifests name. */
export async function createNamedTopics(log: RecordLog, topics: readonly NamedTopic[]): Promise<void> {
  await log.createTopics(topics.map(({ name, partitions }) => ({ name, partitions })));
}

/** A real cluster's topics are its owner's: what is not there is told, not made. Throws `StartUpError`. */
export async function checkNamedTopics(log: RecordLog, topics: readonly NamedTopic[], brokers: string): Promise<void> {
  const there = new Set(await topicNames(log, brokers));
  const missing = topics.filter(({ name }) => !there.has(name));
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map(({ name }) => name).join(', ');
  const workflow = first.roles[0]?.workflow ?? '';
  throw new StartUpError(`workflows/${workflow}/workflow.yaml names topics that ${brokers} does not have: ${names}`, {
    code: 'UNKNOWN_TOPIC',
    advice: 'Create them on the cluster, or mend the names in the manifest.',
  });
}

async function topicNames(log: RecordLog, brokers: string): Promise<readonly string[]> {
  try {
    return (await log.topics()).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof LogUnavailableError)) throw error;
    throw new StartUpError(`no broker answers at ${brokers}`, {
      code: error.code,
      advice:
        'Start the cluster, or name another with --kafka or KAFKA_BROKERS; without either, the embedded log is used.',
      cause: error,
    });
  }
}
