import type { WriterId, WriterSchema } from '../contracts/index.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** Questions that a registry is asked at the same time. */
const MAX_ASKED_AT_ONCE = 8;

/** The schemas of all ids; those that the registry does not know are left out. Rejects with a `RegistryError`. */
export async function resolveWriters(
  ids: Iterable<WriterId>,
  registry: SchemaRegistry,
): Promise<ReadonlyMap<WriterId, WriterSchema>> {
  const found = new Map<WriterId, WriterSchema>();
  const left = new Set(ids).values();
  const ask = async () => {
    for (const id of left) {
      const schema = await registry.schemaOf(id);
      if (schema !== null) found.set(id, schema);
    }
  };
  await Promise.all(Array.from({ length: MAX_ASKED_AT_ONCE }, ask));
  return found;
}
