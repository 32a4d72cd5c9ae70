import type { Subject } from '../../../project/index.ts';
import { columns } from '../columns.ts';
import { defineCommand } from '../command.ts';
import { projectRoot } from '../project-root.ts';
import { readableSubjects } from '../schemas/find-contract.ts';
import { printJson } from '../surroundings.ts';

export const schemaList = defineCommand({
  name: 'schema list',
  summary: 'list the subjects and their versions',
  positionals: [],
  options: {},
  async run({ values, terminal }) {
    const subjects = await readableSubjects(projectRoot(values.root, ['schemas'], terminal), terminal);
    if (values.json === true) printJson(terminal, { subjects: subjects.map(inJson) });
    else terminal.out(columns([HEADER.map((cell) => terminal.style('bold', cell)), ...subjects.map(row)]));
    return 0;
  },
});

const HEADER = ['SUBJECT', 'VERSIONS', 'LANGUAGE', 'COMPATIBILITY', 'OWNER', ''];

function row({ name, versions, compatibility, owner, description }: Subject): string[] {
  const numbers = versions.map(({ version, deprecatedOn }) => (deprecatedOn === null ? `${version}` : `${version}†`));
  const languages = [...new Set(versions.map(({ language }) => language))];
  const end = versions.some(({ deprecatedOn }) => deprecatedOn !== null) ? ' († deprecated)' : '';
  return [name, numbers.join(' '), languages.join(', '), compatibility, owner, `${description}${end}`];
}

const inJson = ({ name, owner, compatibility, since, description, versions }: Subject): object => ({
  ...{ name, owner, compatibility, since, description },
  versions: versions.map(({ id, version, language, references, deprecatedOn }) => ({
    ...{ id, version, language, references, deprecatedOn },
  })),
});
