import { relative } from 'node:path';
import { columns } from '../columns.ts';
import { defineCommand } from '../command.ts';
import { projectRoot } from '../project-root.ts';
import { type Contract, findContract, readableSubjects } from '../schemas/find-contract.ts';
import { printJson } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

export const schemaShow = defineCommand({
  name: 'schema show',
  summary: 'show a contract: its schema, its JSON form, its TypeScript type, its fingerprint',
  positionals: ['SUBJECT[@VERSION]'],
  options: {},
  async run({ values, positionals: [name = ''], terminal }) {
    const root = projectRoot(values.root, ['schemas'], terminal);
    const contract = await findContract(await readableSubjects(root, terminal), name);
    const file = relative(root, contract.version.path);
    const { versionForms } = await import('../../../project/index.ts');
    const forms = versionForms(contract.version, file);
    if (values.json === true) printJson(terminal, { ...inJson(contract), file, ...forms });
    else terminal.out(text(contract, { file, ...forms }, terminal));
    return 0;
  },
});

function inJson({ subject, version }: Contract): object {
  const { owner, compatibility, description } = subject;
  const { id, language, references, deprecatedOn, resolved } = version;
  return {
    ...{ id, language, owner, compatibility, description },
    references,
    deprecatedOn,
    schema: JSON.parse(resolved),
  };
}

type Shown = {
  readonly file: string;
  readonly fingerprint: string;
  readonly jsonForm: object;
  readonly typescript: string;
};

function text({ subject, version }: Contract, shown: Shown, { style }: Terminal): string {
  const facts = [
    ['owner', subject.owner],
    ['compatibility', subject.compatibility],
    ['file', shown.file],
    ['fingerprint', shown.fingerprint],
    ...(version.references.length === 0 ? [] : [['refers to', version.references.join(', ')]]),
    ...(version.deprecatedOn === null ? [] : [['deprecated', `from ${version.deprecatedOn} on`]]),
  ];
  const part = (title: string, body: string) => `\n${style('bold', title)}\n${body.trimEnd()}\n`;
  return [
    `${style('bold', version.id)}  ${subject.description}`.trimEnd(),
    '\n',
    columns(facts.map(([name = '', value = '']) => [style('dim', name), value])),
    part(version.language === 'avro' ? 'Avro' : 'JSON Schema', version.text),
    ...(version.language === 'avro' ? [part('JSON form', JSON.stringify(shown.jsonForm, null, 2))] : []),
    part('TypeScript', shown.typescript),
  ].join('');
}
