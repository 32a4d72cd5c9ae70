import type { Compatibility, JsonFormChange, SchemaChange } from '../../../checker/index.ts';
import type { Subject } from '../../../project/index.ts';
import { defineCommand } from '../command.ts';
import { NotFoundError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import { type Contract, findContract, readableSubjects } from '../schemas/find-contract.ts';
import { printJson } from '../surroundings.ts';
import type { Style, Terminal } from '../terminal.ts';

export const schemaDiff = defineCommand({
  name: 'schema diff',
  summary: 'say how two contracts differ, and whether each can read what the other writes',
  positionals: ['CONTRACT', '[OTHER]'],
  options: {},
  async run({ values, positionals: [one = '', other], terminal }) {
    const root = projectRoot(values.root, ['schemas'], terminal);
    const { older, newer } = await chosen(await readableSubjects(root, terminal), one, other);
    const diff = await compare(older, newer);
    if (values.json === true) printJson(terminal, { older: older.version.id, newer: newer.version.id, ...diff });
    else terminal.out(text(older, newer, diff, terminal));
    return 0;
  },
});

type Pair = { readonly older: Contract; readonly newer: Contract };

/** Two contracts; where one is named, it and the version before it. */
async function chosen(subjects: readonly Subject[], one: string, other: string | undefined): Promise<Pair> {
  const first = await findContract(subjects, one);
  if (other !== undefined) return { older: first, newer: await findContract(subjects, other) };
  const { subject, version: newest } = first;
  const before = subject.versions.findLast(({ version }) => version < newest.version);
  if (before !== undefined) return { older: { subject, version: before }, newer: first };
  throw new NotFoundError(`there is no version before ${newest.id}`, {
    advice: 'Name two contracts, or one that has a version before it.',
  });
}

type Diff = {
  readonly changes: readonly SchemaChange[];
  /** Where the JSON of the same data is another, whatever Avro reads. */
  readonly formChanges: readonly JsonFormChange[];
  readonly backward: Compatibility;
  readonly forward: Compatibility;
};

async function compare(older: Contract, newer: Contract): Promise<Diff> {
  const { compatibility, jsonFormChanges, readContractSchema, schemaChanges } = await import(
    '../../../checker/index.ts'
  );
  const { validatorOf } = await import('../../../project/index.ts');
  const one = readContractSchema(older.version);
  const another = readContractSchema(newer.version);
  return {
    changes: schemaChanges(JSON.parse(older.version.text), JSON.parse(newer.version.text)),
    formChanges: one.language === 'avro' && another.language === 'avro' ? jsonFormChanges(one.avro, another.avro) : [],
    backward: compatibility(one, another, validatorOf),
    forward: compatibility(another, one, validatorOf),
  };
}

function text({ version: older }: Contract, { version: newer }: Contract, diff: Diff, { style }: Terminal): string {
  const changes = diff.changes.map((change) => `  ${changeText(change, style)}\n`).join('');
  return [
    `${style('bold', `${older.id} → ${newer.id}`)}\n`,
    changes === '' ? '  The schemas say the same.\n' : changes,
    '\n',
    ...diff.formChanges.map(({ what, newer: { says } }) => `  ${style('yellow', '≠')} ${says}: ${what}\n`),
    answerText(`${newer.id} reads what ${older.id} writes`, diff.backward, style),
    answerText(`${older.id} reads what ${newer.id} writes`, diff.forward, style),
  ].join('');
}

function changeText(change: SchemaChange, style: Style): string {
  const path = change.path.join('.') || 'all of it';
  const said = (value: unknown) => JSON.stringify(value);
  if (!('old' in change)) return style('green', `+ ${path}: ${said(change.new)}`);
  if (!('new' in change)) return style('red', `- ${path}: ${said(change.old)}`);
  return `${style('yellow', `~ ${path}`)}: ${said(change.old)} → ${said(change.new)}`;
}

function answerText(claim: string, answer: Compatibility, style: Style): string {
  switch (answer.verdict) {
    case 'compatible':
      return `  ${style('green', '✓')} ${claim}\n`;
    case 'undecided':
      return `  ${style('yellow', '?')} ${claim}: not decided. ${answer.reason}\n`;
    case 'incompatible': {
      const found = answer.incompatibilities.map(
        ({ what, document, at }) =>
          `    ${what}\n    ${style('dim', `e.g. ${JSON.stringify(document)}${at === '' ? '' : ` at ${at}`}`)}\n`,
      );
      return `  ${style('red', '✗')} ${claim}: not always\n${found.join('')}`;
    }
  }
}
