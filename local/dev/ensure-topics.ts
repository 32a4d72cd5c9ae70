import type { RecordLog } from '../sources/index.ts';
import { StartUpError } from './errors.ts';
import type { NamedTopic } from './topic-roles.ts';

/** The embedded log gets the topics that the manifests name. */
export async function createNamedTopics(log: RecordLog, topics: readonly NamedTopic[]): Promise<void> {
  await log.createTopics(topics.map(({ name, partitions }) => ({ name, partitions })));
}

/** A real cluster's topics are its owner's: what is not there is told, not made. Throws `StartUpError`. */
export async function checkNamedTopics(log: RecordLog, topics: readonly NamedTopic[], brokers: string): Promise<void> {
  const there = new Set((await log.topics()).map(({ name }) => name));
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
