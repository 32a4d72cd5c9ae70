import type { Compatibility, Subject, SubjectVersion } from '../../project/index.ts';
import { foreignFingerprint, SystemicRegistryError, schemaFingerprint } from '../../shared/registries/index.ts';
import type { CatalogDraft, SchemaCatalog } from './schema-catalog.ts';

export type ExportRow = {
  readonly contract: SubjectVersion['id'];
  /** The subject in the registry. */
  readonly subject: string;
  readonly outcome: 'registered' | 'unchanged' | 'missing' | 'refused' | 'left out';
  /** Why, where it was refused or left out. */
  readonly reason: string | null;
};

export type ExportOptions = {
  /** Tells what is missing, and registers nothing. */
  readonly dryRun: boolean;
  /** What the registry calls a subject. */
  readonly nameOf: (subject: string) => string;
};

/**
 * Registers the versions of subjects, from the oldest, that the registry does not have: what is there stays. A version
 * that refers to others is registered with all of them in it.
 */
export async function exportSubjects(
  subjects: readonly Subject[],
  catalog: SchemaCatalog,
  options: ExportOptions,
): Promise<readonly ExportRow[]> {
  const rows: ExportRow[] = [];
  for (const subject of subjects) rows.push(...(await exportSubject(subject, catalog, options)));
  return rows;
}

/** After a refusal the later versions are left out: they would stand in another order. */
async function exportSubject(
  { name, versions, compatibility }: Subject,
  catalog: SchemaCatalog,
  { dryRun, nameOf }: ExportOptions,
): Promise<readonly ExportRow[]> {
  const subject = nameOf(name);
  const known = new Set((await catalog.versionsOf(subject)).map(({ text }) => foreignFingerprint(text)));
  const rows: ExportRow[] = [];
  for (const version of versions) {
    const row = { contract: version.id, subject, reason: null };
    const refused = rows.find(({ outcome }) => outcome === 'refused');
    if (known.has(schemaFingerprint(version.resolved))) rows.push({ ...row, outcome: 'unchanged' });
    else if (dryRun) rows.push({ ...row, outcome: 'missing' });
    else if (refused !== undefined) {
      rows.push({ ...row, outcome: 'left out', reason: `${refused.contract} was refused` });
    } else {
      const { language, resolved: text } = version;
      const reason = await register(catalog, subject, { language, text }, compatibility);
      rows.push({ ...row, outcome: reason === null ? 'registered' : 'refused', reason });
    }
  }
  return rows;
}

/** Why the registry does not take the schema, or null. That it is away is no such reason. */
async function register(
  catalog: SchemaCatalog,
  subject: string,
  draft: CatalogDraft,
  compatibility: Compatibility,
): Promise<string | null> {
  try {
    await catalog.register(subject, draft, compatibility);
    return null;
  } catch (error) {
    if (error instanceof SystemicRegistryError) return error.message;
    throw error;
  }
}
