import type { Compatibility } from '../../project/index.ts';
import { foreignFingerprint } from '../../shared/registries/index.ts';
import { ImportError } from './errors.ts';
import type { CatalogVersion, SchemaCatalog } from './schema-catalog.ts';

/** A file to be, by its path under schemas/, or why there is none. */
export type ImportRow = {
  /** The subject in the registry. */
  readonly subject: string;
  readonly file: string;
  readonly outcome: 'written' | 'unchanged' | 'conflict' | 'left out';
  /** Why, where it conflicts or was left out. */
  readonly reason: string | null;
};

export type ImportOptions = {
  /** The folder of a subject under schemas/. */
  readonly nameOf: (subject: string) => string;
  /** Who answers for subjects that are new here. */
  readonly owner: string | null;
  /** Tells what would be written, and writes nothing. */
  readonly dryRun: boolean;
};

/** The folder schemas/ as importing needs it. */
export interface SchemaFolder {
  /** The text of a file, or null where there is none. */
  read(file: string): Promise<string | null>;
  write(file: string, text: string): Promise<void>;
}

type Planned = ImportRow & { readonly text: string };

/**
 * Writes versions of the registry's subjects, by its numbers, into schemas/. A version that stands there is never
 * changed: records were written by it. Throws `ImportError` before anything is written.
 */
export async function importSubjects(
  subjects: readonly string[],
  catalog: SchemaCatalog,
  folder: SchemaFolder,
  options: ImportOptions,
): Promise<readonly ImportRow[]> {
  const planned: Planned[] = [];
  for (const subject of subjects) planned.push(...(await planSubject(subject, catalog, folder, options)));
  const rows = planned.map((row, at) => unlessTaken(row, planned.slice(0, at)));
  if (!options.dryRun) {
    for (const { file, text, outcome } of rows) if (outcome === 'written') await folder.write(file, text);
  }
  return rows.map(({ text: _, ...row }) => row);
}

async function planSubject(
  subject: string,
  catalog: SchemaCatalog,
  folder: SchemaFolder,
  { nameOf, owner }: ImportOptions,
): Promise<readonly Planned[]> {
  const name = nameOf(subject);
  const versions = await catalog.versionsOf(subject);
  const planned = await Promise.all(versions.map((version) => planVersion(subject, name, version, folder)));
  const file = `${name}/subject.yaml`;
  const isNew = planned.some(({ outcome }) => outcome === 'written') && (await folder.read(file)) === null;
  if (!isNew) return planned;
  if (owner === null) {
    throw new ImportError(
      'OWNER_MISSING',
      `nobody answers for ${name}, which is new here`,
      'Say who does: --owner TEAM.',
    );
  }
  const text = subjectYaml(owner, (await catalog.compatibilityOf(subject)) ?? 'BACKWARD');
  return [{ subject, file, text, outcome: 'written', reason: null }, ...planned];
}

const EXTENSIONS = { avro: 'avsc', 'json-schema': 'schema.json' } as const;

async function planVersion(
  subject: string,
  name: string,
  { version, language, text }: CatalogVersion,
  folder: SchemaFolder,
): Promise<Planned> {
  if (language === 'protobuf' || language === 'other') {
    const reason = 'neither Avro nor JSON Schema, as contracts are';
    return { subject, file: `${name}/${version}`, text, outcome: 'left out', reason };
  }
  const planned = { subject, file: `${name}/${version}.${EXTENSIONS[language]}`, text: readable(text), reason: null };
  const standing = await folder.read(planned.file);
  if (standing === null) return { ...planned, outcome: 'written' };
  if (foreignFingerprint(standing) === foreignFingerprint(text)) return { ...planned, outcome: 'unchanged' };
  return { ...planned, outcome: 'conflict', reason: 'another schema stands there, and a version never changes' };
}

/** Two of the registry's subjects may have one name here. */
function unlessTaken(row: Planned, before: readonly Planned[]): Planned {
  const other = before.find(({ file, subject }) => file === row.file && subject !== row.subject);
  if (other === undefined || row.outcome !== 'written') return row;
  return { ...row, outcome: 'conflict', reason: `${other.subject} is imported there: give one of them another name` };
}

const subjectYaml = (owner: string, compatibility: Compatibility): string =>
  `owner: ${JSON.stringify(owner)}\ncompatibility: ${compatibility}\n`;

/** A number that JavaScript would write in another way. */
const LONG_NUMBER = /\d{16}|\d[.eE]/;

/** On lines of its own, as people read it, where that changes nothing else. */
const readable = (text: string): string =>
  text.includes('\n') || LONG_NUMBER.test(text)
    ? `${text.trimEnd()}\n`
    : `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
