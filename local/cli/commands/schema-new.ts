import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Subject, SubjectVersion } from '../../../project/index.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import { readableSubjects } from '../schemas/find-contract.ts';
import { printJson } from '../surroundings.ts';

type Language = SubjectVersion['language'];

export const schemaNew = defineCommand({
  name: 'schema new',
  summary: 'begin a subject, or the next version of one as a copy of its newest',
  positionals: ['SUBJECT'],
  options: {
    avro: { type: 'boolean', summary: 'write Avro, the default of a new subject' },
    'json-schema': { type: 'boolean', summary: 'write JSON Schema 2020-12' },
    owner: { type: 'string', value: 'TEAM', summary: 'who answers for a new subject' },
  },
  async run({ values, positionals: [name = ''], terminal }) {
    const root = projectRoot(values.root, [], terminal);
    const language = languageOf(values.avro === true, values['json-schema'] === true);
    const subjects = await readableSubjects(root, terminal);
    const subject = subjects.find((each) => each.name === name);
    const { isSubjectName } = await import('../../../project/index.ts');
    if (subject === undefined && !isSubjectName(name)) {
      throw new UsageError(`${name} cannot be the name of a subject`, {
        advice: 'Use lower case words with dots between them, such as order.created.',
      });
    }
    const files =
      subject === undefined ? newSubject(name, language ?? 'avro', values.owner) : nextVersion(subject, language);
    for (const [file, text] of files) await write(join(root, file), text);
    const created = files.map(([file]) => file);
    if (values.json === true) printJson(terminal, { created });
    else terminal.out(`${created.join('\n')}\nEdit it, then \`baton schema check\` and \`baton generate\`.\n`);
    return 0;
  },
});

function languageOf(avro: boolean, jsonSchema: boolean): Language | null {
  if (avro && jsonSchema) {
    throw new UsageError('--avro and --json-schema exclude one another', { advice: 'Leave one of them out.' });
  }
  return avro ? 'avro' : jsonSchema ? 'json-schema' : null;
}

type File = readonly [file: string, text: string];

function newSubject(name: string, language: Language, owner: string | undefined): readonly File[] {
  if (owner === undefined) {
    throw new UsageError(`there is no subject ${name} yet, and a new one wants --owner`, {
      advice: 'Say who answers for it: --owner orders-team.',
    });
  }
  return [
    [`schemas/${name}/subject.yaml`, `owner: ${JSON.stringify(owner)}\ncompatibility: BACKWARD\ndescription: ""\n`],
    [versionFile(name, 1, language), starterOf(name, language)],
  ];
}

/** A copy of the newest version; a starter where it is to be in another language. */
function nextVersion({ name, versions }: Subject, language: Language | null): readonly File[] {
  const newest = versions.at(-1);
  const number = (newest?.version ?? 0) + 1;
  const chosen = language ?? newest?.language ?? 'avro';
  return [[versionFile(name, number, chosen), newest?.language === chosen ? newest.text : starterOf(name, chosen)]];
}

const versionFile = (name: string, number: number, language: Language): string =>
  `schemas/${name}/${number}.${language === 'avro' ? 'avsc' : 'schema.json'}`;

function starterOf(name: string, language: Language): string {
  const title = name.replaceAll(/(?:^|[.-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const schema =
    language === 'avro'
      ? { type: 'record', name: title, fields: [{ name: 'id', type: 'string' }] }
      : {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          ...{ title, type: 'object', required: ['id'] },
          properties: { id: { type: 'string' } },
          additionalProperties: false,
        };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** A version is never written over. */
async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new UsageError(`${path} is there already`, {
      advice: 'It cannot be read: `baton schema check` says why.',
    });
  });
}
