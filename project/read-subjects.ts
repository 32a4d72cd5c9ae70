import { join } from 'node:path';
import type { ContractId } from '../shared/contracts/index.ts';
import { checkShape } from './check-shape.ts';
import { compileSchema } from './compile-schema.ts';
import { ProjectError } from './errors.ts';
import { present, type TellMistake, throwMistake, unlessMistaken } from './mistakes.ts';
import type { Compatibility, Subject, SubjectVersion } from './model.ts';
import { filesIn, foldersIn, readText } from './read-text.ts';
import { parseSource } from './source-document.ts';

const SUBJECT_NAME = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;
const VERSION_FILE = /^([1-9]\d*)\.(avsc|schema\.json)$/;

/** Throws `ProjectError` where the schema of a version is none. `file` is its path from the root. */
export type CheckVersion = (version: Pick<SubjectVersion, 'language' | 'text'>, file: string) => void;

const compileVersion: CheckVersion = (version, file) => void compileSchema(version, parseSource(file, version.text));

/** Who wants all mistakes at once brings `tell`; who looks at schemas in another way than compiling them, `check`. */
export type ReadSubjectsOptions = { readonly tell?: TellMistake; readonly check?: CheckVersion };

type Reading = { readonly root: string } & Required<ReadSubjectsOptions>;

/** The subjects of schemas/, each with its versions. Throws `ProjectError`, unless `tell` gathers what is wrong. */
export async function readSubjects(
  root: string,
  { tell = throwMistake, check = compileVersion }: ReadSubjectsOptions = {},
): Promise<readonly Subject[]> {
  const names = await foldersIn(join(root, 'schemas'), 'schemas');
  const reading = { root, tell, check };
  return present(await Promise.all(names.map((name) => unlessMistaken(tell, () => readSubject(reading, name)))));
}

type SubjectFile = {
  readonly owner: string;
  readonly compatibility?: Compatibility;
  readonly description?: string;
  readonly deprecated?: string | Readonly<Record<string, string>>;
};

async function readSubject(reading: Reading, name: string): Promise<Subject> {
  const { root } = reading;
  const folder = join('schemas', name);
  if (!SUBJECT_NAME.test(name)) {
    throw new ProjectError('BAD_NAME', {
      place: { file: folder },
      what: `"${name}" cannot be the name of a subject.`,
      fix: 'Name the folder in lower case words with dots between them, such as order.created.',
    });
  }
  const file = join(folder, 'subject.yaml');
  const document = parseSource(file, await readText(join(root, file), file));
  checkShape('subject', document);
  const { owner, compatibility = 'BACKWARD', description = '', deprecated } = document.value as SubjectFile;
  return {
    name,
    folder: join(root, folder),
    owner,
    compatibility,
    description,
    versions: (await readVersions(reading, name)).map((version) => ({
      ...version,
      deprecatedOn: deprecationOf(version, deprecated),
    })),
  };
}

const deprecationOf = ({ version }: ReadVersion, deprecated: SubjectFile['deprecated']): string | null =>
  typeof deprecated === 'string' ? deprecated : (deprecated?.[version] ?? null);

/** A version but for what subject.yaml says of it. */
type ReadVersion = Omit<SubjectVersion, 'deprecatedOn'>;

async function readVersions(reading: Reading, subject: string): Promise<readonly ReadVersion[]> {
  const { root, tell } = reading;
  const folder = join('schemas', subject);
  const files = await filesIn(join(root, folder), folder);
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

async function readVersion({ root, check }: Reading, subject: string, name: string): Promise<ReadVersion> {
  const file = join('schemas', subject, name);
  const [, number, extension] = VERSION_FILE.exec(name) ?? [];
  if (number === undefined) {
    throw new ProjectError('BAD_NAME', {
      place: { file },
      what: 'This is neither subject.yaml nor a version of the subject.',
      fix: 'Name it by its number, 1.avsc or 1.schema.json, or move it out of schemas/.',
    });
  }
  const version = {
    id: `${subject}@${Number(number)}` as ContractId,
    version: Number(number),
    language: extension === 'avsc' ? ('avro' as const) : ('json-schema' as const),
    path: join(root, file),
    text: await readText(join(root, file), file),
  };
  check(version, file);
  return version;
}
