import type { Compatibility } from '../../project/index.ts';
import { SystemicRegistryError } from '../../shared/registries/index.ts';
import type { CatalogVersion, SchemaCatalog } from './schema-catalog.ts';

export type MemoryCatalog = SchemaCatalog & {
  readonly kept: Map<string, { mode: Compatibility | null; versions: CatalogVersion[] }>;
};

/** A registry in memory, which refuses schemas with `refused` in them. */
export function memoryCatalog(given: Readonly<Record<string, readonly CatalogVersion[]>> = {}): MemoryCatalog {
  const kept: MemoryCatalog['kept'] = new Map(
    Object.entries(given).map(([subject, versions]) => [subject, { mode: null, versions: [...versions] }]),
  );
  return {
    kept,
    subjects: async () => [...kept.keys()],
    versionsOf: async (subject) => [...(kept.get(subject)?.versions ?? [])],
    compatibilityOf: async (subject) => kept.get(subject)?.mode ?? null,
    register: async (subject, draft, mode) => {
      if (draft.text.includes('refused')) throw new SystemicRegistryError('incompatible');
      const { versions } = kept.get(subject) ?? { versions: [] };
      kept.set(subject, { mode, versions: [...versions, { ...draft, version: versions.length + 1 }] });
    },
  };
}
