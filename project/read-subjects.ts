import { join, relative } from 'node:path';
import type { ContractId } from '../shared/contracts/index.ts';
import { checkShape } from './check-shape.ts';
import { checkVersion } from './compile-schema.ts';
import { ProjectError } from './errors.ts';
import { present, type TellMistake, throwMistake, unlessMistaken } from './mistakes.ts';
import type { Compatibility, Subject, SubjectVersion } from './model.ts';
import { isSubjectName } from './names.ts';
import { filesIn, foldersIn, readText } from './read-text.ts';
import { resolveVersions, type WrittenVersion } from './references/index.ts';
import { parseSource } from './source-document.ts';

const VERSION_FILE = /^([1-9]\d*)\.(avsc|schema\.json)$/;

type Reading = { readonly root: string; readonly tell: TellMistake };

/** The subjects of schemas/, each with its versions. Throws `ProjectError`, unless `tell` gathers what is wrong. */
export async function readSubjects(root: string, tell: TellMistake = throwMistake): Promise<readonly Subject[]> {
  const names = await foldersIn(join(root, 'schemas'), 'schemas');
  const reading = { root, tell };
  const written = await Promise.all(names.map((name) => unlessMistaken(tell, () => readSubject(reading, name))));
  return resolveSubjects(reading, present(written));
}

/** A subject as its folder says, before it is known what its versions refer to. */
type WrittenSubject = Omit<Subject, 'versions'> & {
  readonly versions: readonly (WrittenVersion & Pick<SubjectVersion, 'deprecatedOn'>)[];
};

/** A version that cannot be resolved or is no schema is told, and left out. */
async function resolveSubjects(
  { root, tell }: Reading,
  subjects: readonly WrittenSubject[],
): Promise<readonly Subject[]> {
  const written = subjects.flatMap(({ versions }) => versions);
  const resolutions = resolveVersions(root, written, tell);
  const resolve = async (version: WrittenSubject['versions'][number]): Promise<SubjectVersion | null> => {
    const resolution = resolutions.get(version.id);
    if (resolution === undefined) return null;
    const resolved = { ...version, ...resolution };
    checkVersion(resolved, relative(root, version.path));
    return resolved;
  };
  const resolveAll = async ({ versions, ...subject }: WrittenSubject): Promise<Subject> => {
    const resolved = await Promise.all(versions.map((version) => unlessMistaken(tell, () => resolve(version))));
    return { ...subject, versions: present(resolved) };
  };
  return Promise.all(subjects.map(resolveAll));
}

type SubjectFile = {
  readonly owner: string;
  readonly compatibility?: Compatibility;
  readonly since?: number;
  readonly description?: string;
  readonly deprecated?: string | Readonly<Record<string, string>>;
};

async function readSubject(reading: Reading, name: string): Promise<WrittenSubject> {
  const { root } = reading;
  const folder = join('schemas', name);
  if (!isSubjectName(name)) {
    throw new ProjectError('BAD_NAME', {
      place: { file: folder },
      what: `"${name}" cannot be the name of a subject.`,
      fix: 'Name the folder in lower case words with dots between them, such as order.created.',
    });
  }
  const file = join(folder, 'subject.yaml');
  const document = parseSource(file, await readText(join(root, file), file));
  checkShape('subject', document);
  const { owner, compatibility = 'BACKWARD', since = 1, description = '', deprecated } = document.value as SubjectFile;
  const versions = await readVersions(reading, name);
  const newest = versions.at(-1);
  if (newest !== undefined && since > newest.version) {
    throw new ProjectError('CONFLICT', {
      place: document.placeOf(['since']),
      what: `No version would owe compatibility: the newest is ${newest.version}.`,
      fix: `Write since: ${newest.version}, or remove it.`,
    });
  }
  return {
    name,
    folder: join(root, folder),
    owner,
    compatibility,
    since,
    description,
    versions: versions.map((version) => ({ ...version, deprecatedOn: deprecationOf(version, deprecated) })),
  };
}

const deprecationOf = ({ version }: WrittenVersion, deprecated: SubjectFile['deprecated']): string | null =>
  typeof deprecated === 'string' ? deprecated : (deprecated?.[version] ?? null);

async function readVersions(reading: Reading, subject: string): Promise<readonly WrittenVersion[]> {
  const { root, tell } = reading;
  const folder = join('schemas', subject);
  const files = [...(await filesIn(join(root, folder), folder)), ...(await foldersIn(join(root, folder), folder))];
  const read = await Promise.all(
    files
      .filter((file) => file !== 'subject.yaml')
      .map((file) => unlessMistaken(tell, () => readVersion(reading, subject, file))),
  );
  const versions = [...present(read)].sort((one, other) => one.version - other.version);
  const twice = versions.find(({ version }, index) => version === versions[index - 1]?.version);
  if (twice !== undefined) {
    throw new ProjectError('DUPLICATE', {
      place: { file: folder },
      what: `${twice.id} is there twice, in Avro and in JSON Schema.`,
      fix: 'Keep one of the two files.',
    });
  }
  if (read.length > 0) return versions;
  throw new ProjectError('BAD_SCHEMA', {
    place: { file: folder },
    what: `The subject ${subject} has no version.`,
    fix: 'Add 1.avsc or 1.schema.json, or remove the folder.',
  });
}

async function readVersion({ root }: Reading, subject: string, name: string): Promise<WrittenVersion> {
  const file = join('schemas', subject, name);
  const [, number, extension] = VERSION_FILE.exec(name) ?? [];
  if (number === undefined) {
    throw new ProjectError('BAD_NAME', {
      place: { file },
      what: 'This is neither subject.yaml nor a version of the subject.',
      fix: 'Name it by its number, 1.avsc or 1.schema.json, or move it out of schemas/.',
    });
  }
  return {
    id: `${subject}@${Number(number)}` as ContractId,
    version: Number(number),
    language: extension === 'avsc' ? ('avro' as const) : ('json-schema' as const),
    path: join(root, file),
    text: await readText(join(root, file), file),
  };
}
