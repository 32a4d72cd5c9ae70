import { type Contract, isAvroContract, subjectOf, type WriterId } from '../contracts/index.ts';
import { SystemicRegistryError } from './errors.ts';
import type { OwnSchema, SchemaRegistry } from './schema-registry.ts';

/**
 * The id that records of a contract are written with: the contract's schema is looked for under `TOPIC-value`, where
 * Confluent's own producers register, then under the contract's subject, where `baton schema export` does.
 */
export async function ownWriterId(registry: SchemaRegistry, contract: Contract, topic: string): Promise<WriterId> {
  const subjects = [`${topic}-value`, subjectOf(contract.id)];
  for (const subject of subjects) {
    const id = await registry.idOf(subject, schemaOf(contract));
    if (id !== null) return id;
  }
  throw new SystemicRegistryError(
    `The schema registry has ${contract.id} under neither ${subjects.join(' nor ')}: register it with \`baton schema export\`.`,
  );
}

const schemaOf = (contract: Contract): OwnSchema =>
  isAvroContract(contract)
    ? { language: 'avro', text: contract.schema }
    : { language: 'json-schema', fingerprint: contract.fingerprint };
