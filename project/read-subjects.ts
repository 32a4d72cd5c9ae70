import { join } from 'node:path';
import type { ContractId } from '../shared/contracts/index.ts';
import { checkShape } from './check-shape.ts';
import { compileSchema } from './compile-schema.ts';
import { ProjectError } from './errors.ts';
import type { Compatibility, Subject, SubjectVersion } from './model.ts';
import { filesIn, foldersIn, readText } from './read-text.ts';
import { parseSource } from './source-document.ts';

const SUBJECT_NAME = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;
const VERSION_FILE = /^([1-9]\d*)\.(avsc|schema\.json)$/;

/** The subjects of schemas/, each with its versions. Throws `ProjectError`. */
export async function readSubjects(root: string): Promise<readonly Subject[]> {
  const names = await foldersIn(join(root, 'schemas'), 'schemas');
  return Promise.all(names.map((name) => readSubject(root, name)));
}

type SubjectFile = { owner: string; compatibility?: Compatibility; description?: string };

async function readSubject(root: string, name: string): Promise<Subject> {
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
  const { owner, compatibility = 'BACKWARD', description = '' } = document.value as SubjectFile;
  return {
    name,
    folder: join(root, folder),
    owner,
    compatibility,
    description,
    versions: await readVersions(root, name),
  };
}

async function readVersions(root: string, subject: string): Promise<readonly SubjectVersion[]> {
  const folder = join('schemas', subject);
  const files = await filesIn(join(root, folder), folder);
  const versions = await Promise.all(
    files.filter((file) => file !== 'subject.yaml').map((file) => readVersion(root, subject, file)),
  );
  versions.sort((one, other) => one.version - other.version);
  const twice = versions.find(({ version }, index) => version === versions[index - 1]?.version);
  if (twice !== undefined) {
    throw new ProjectError('DUPLICATE', {
      place: { file: folder },
      what: `${twice.id} is there twice, in Avro and in JSON Schema.`,
      fix: 'Keep one of the two files.',
    });
  }
  if (versions.length > 0) return versions;
  throw new ProjectError('BAD_SCHEMA', {
    place: { file: folder },
    what: `The subject ${subject} has no version.`,
    fix: 'Add 1.avsc or 1.schema.json, or remove the folder.',
  });
}

async function readVersion(root: string, subject: string, name: string): Promise<SubjectVersion> {
  const file = join('schemas', subject, name);
  const [, number, extension] = VERSION_FILE.exec(name) ?? [];
  if (number === undefined) {
    throw new ProjectError('BAD_NAME', {
      place: { file },
      what: 'This is neither subject.yaml nor a version of the subject.',
      fix: 'Name it by its number, 1.avsc or 1.schema.json, or move it out of schemas/.',
    });
  }
  const version: SubjectVersion = {
    id: `${subject}@${Number(number)}` as ContractId,
    version: Number(number),
    language: extension === 'avsc' ? 'avro' : 'json-schema',
    path: join(root, file),
    text: await readText(join(root, file), file),
  };
  compileSchema(version, parseSource(file, version.text));
  return version;
}
