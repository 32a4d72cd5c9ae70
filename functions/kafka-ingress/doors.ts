import type { Contract, ContractId } from '../../shared/contracts/index.ts';
import {
  type Digest,
  executionNamePrefix,
  type IngressRecord,
  type RecordTrigger,
  type WorkflowDoors,
} from '../../shared/records/index.ts';
import { type Registries, RegistryError, type SchemaRegistry } from '../../shared/registries/index.ts';
import type { Door } from './decision.ts';
import { IngressConfigurationError, SystemicError } from './errors.ts';

/** A door that records can be read at. */
export type OpenDoor = Door & {
  readonly contract: Contract;
  /** Knows the schemas that records name; null where the format has them name none. */
  readonly registry: SchemaRegistry | null;
};

/** The broker's ids of topics by name: known on a laptop, where a topic may be made anew under executions that stay. */
export type TopicIds = Readonly<Record<string, string>>;

/** A workflow's doors by topic. Throws `IngressConfigurationError` for what no record could pass. */
export function openDoors(
  { workflow, triggers }: WorkflowDoors,
  contracts: Readonly<Record<ContractId, Contract>>,
  registries: Registries,
  topicIds: TopicIds,
  digest: Digest,
): ReadonlyMap<string, OpenDoor> {
  const doors = triggers.map((trigger): OpenDoor => {
    const contract = contracts[trigger.contract];
    if (contract === undefined) {
      throw new IngressConfigurationError(`There is no contract ${trigger.contract}: run \`baton generate\`.`);
    }
    const namePrefix = executionNamePrefix({ ...trigger, topicId: topicIds[trigger.topic] ?? null }, digest);
    return { trigger, contract, registry: registryOf(trigger, registries), namePrefix, digest };
  });
  if (new Set(doors.map(({ namePrefix }) => namePrefix)).size < doors.length) {
    throw new IngressConfigurationError(
      `Triggers of ${workflow} have topics whose executions would have the same names: give one another generation.`,
    );
  }
  return new Map(doors.map((door) => [door.trigger.topic, door]));
}

function registryOf({ topic, format }: RecordTrigger, registries: Registries): SchemaRegistry | null {
  try {
    return registries(format);
  } catch (cause) {
    if (!(cause instanceof RegistryError)) throw cause;
    throw new IngressConfigurationError(`The topic ${topic} cannot be read: ${cause.message}`, { cause });
  }
}

/** The records of each door. A topic without one means that a mapping feeds the wrong function. */
export function route(
  records: readonly IngressRecord[],
  doors: ReadonlyMap<string, OpenDoor>,
): ReadonlyMap<OpenDoor, readonly IngressRecord[]> {
  return Map.groupBy(records, ({ topic }) => {
    const door = doors.get(topic);
    if (door === undefined) {
      throw new SystemicError(`No trigger of this workflow has topic ${topic}: its mapping feeds the wrong function.`);
    }
    return door;
  });
}
