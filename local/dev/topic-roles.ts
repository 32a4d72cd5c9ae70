import type { Workflow } from '../../project/index.ts';
import type { ContractId, FormatName } from '../../shared/contracts/index.ts';

/** What a topic is to a workflow. The records of a dead letter topic have the bytes of the trigger's. */
export type TopicRole = {
  readonly role: 'trigger' | 'signal' | 'deadLetter';
  readonly workflow: string;
  readonly encodings: readonly { readonly contract: ContractId; readonly format: FormatName }[];
};

/** All topics that manifests name, with how many partitions they get where Baton makes them. */
export type NamedTopic = { readonly name: string; readonly partitions: number; readonly roles: readonly TopicRole[] };

export function namedTopics(workflows: readonly Workflow[]): readonly NamedTopic[] {
  const named = workflows.flatMap(topicsOf);
  return [...Map.groupBy(named, ({ name }) => name)].map(([name, mentions]) => ({
    name,
    partitions: Math.max(...mentions.map(({ partitions }) => partitions)),
    roles: mentions.map(({ role }) => role),
  }));
}

function topicsOf({ name: workflow, triggers, signals, deadLetter }: Workflow) {
  const triggered = triggers.map(({ topic, partitions, contract, format }) => ({
    name: topic,
    partitions,
    role: { role: 'trigger', workflow, encodings: [{ contract, format }] } as const,
  }));
  const signalled = Object.values(signals).map(({ topic, contract, format }) => ({
    name: topic,
    partitions: 1,
    role: { role: 'signal', workflow, encodings: [{ contract, format }] } as const,
  }));
  const encodings = triggers.map(({ contract, format }) => ({ contract, format }));
  const buried =
    deadLetter === null
      ? []
      : [{ name: deadLetter.topic, partitions: 1, role: { role: 'deadLetter', workflow, encodings } as const }];
  return [...triggered, ...signalled, ...buried];
}
