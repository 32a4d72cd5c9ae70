import type { AvroContract } from '../contract.ts';
import { AvroSchemaError } from '../errors.ts';
import { type AvroVersion, avroCodec, decodeErrorOf, versionOf } from './avro-codec.ts';
import { parseAvroSchema } from './parse-schema.ts';

/** A schema that a contract does not know as one of its own, as a registry keeps it. */
type ForeignSchema = { readonly text: string };

/** How deep a schema may be nested: what reads it is recursive, and it may be anybody's. */
const MAX_SCHEMA_DEPTH = 200;

/** As long as somebody holds the schema, what was made of it is kept. */
const VERSIONS = new WeakMap<AvroContract, WeakMap<ForeignSchema, AvroVersion | AvroSchemaError>>();

/** How the contract reads what a schema wrote. Throws `ContractDecodeError` where the schema itself is none. */
export function foreignVersion(contract: AvroContract, schema: ForeignSchema): AvroVersion {
  const known = VERSIONS.get(contract) ?? new WeakMap<ForeignSchema, AvroVersion | AvroSchemaError>();
  VERSIONS.set(contract, known);
  const version = known.get(schema) ?? parsedVersion(contract, schema);
  known.set(schema, version);
  if (version instanceof AvroSchemaError) throw decodeErrorOf(contract, version);
  return version;
}

function parsedVersion(contract: AvroContract, { text }: ForeignSchema): AvroVersion | AvroSchemaError {
  try {
    refuseDeep(text);
    return versionOf(parseAvroSchema(text), avroCodec(contract).type);
  } catch (error) {
    if (error instanceof AvroSchemaError) return error;
    throw error;
  }
}

/** Brackets within texts are counted too: no schema has so many more opening than closing ones there. */
function refuseDeep(text: string): void {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_SCHEMA_DEPTH) {
      throw new AvroSchemaError(`The writer's schema is nested deeper than ${MAX_SCHEMA_DEPTH}.`, { pointer: '' });
    }
  }
}
