import { relative } from 'node:path';
import v8 from 'node:v8';
import type { Diagnostic } from '../../../checker/index.ts';
import type { ExitCode, OptionSpecs } from '../command.ts';
import { UsageError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import type { Terminal } from '../terminal.ts';
import type { CheckScope } from './read-check-input.ts';
import type { Checked } from './render-text.ts';

/** What `baton check` and `baton schema check` both take. */
export const CHECK_OPTIONS = {
  against: { type: 'string', value: 'REF', summary: 'what git has merged, default: main, else origin/main' },
  format: { type: 'string', value: 'FORMAT', summary: 'text, json, github or junit; default text' },
  strict: { type: 'boolean', summary: 'let warnings and notes fail too' },
} as const satisfies OptionSpecs;

type CheckValues = { readonly [Name in 'against' | 'format' | 'root']?: string } & {
  readonly [Name in 'strict' | 'json']?: boolean;
};

/** Checks the schemas, or all of a project, and prints what breaks a rule. */
export async function runCheck(what: CheckScope['what'], values: CheckValues, terminal: Terminal): Promise<ExitCode> {
  const format = formatOf(values);
  const root = projectRoot(values.root, what === 'schemas' ? ['schemas'] : ['workflows', 'schemas'], terminal);
  // Much is made and nothing kept: a young generation that does not grow takes as long, and half of the memory.
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  const { checkRules } = await import('../../../checker/index.ts');
  const { readCheckInput } = await import('./read-check-input.ts');
  const { counted } = await import('./render-text.ts');
  const { environment } = terminal;
  const { input, note } = await readCheckInput({ root, against: values.against, what, environment });
  if (note !== null) terminal.err(`${note}\n`);
  const diagnostics = checkRules(input);
  const versions = input.subjects.reduce((sum, subject) => sum + subject.versions.length, 0);
  const scope = `${counted(input.subjects.length, 'subject')}, ${counted(versions, 'version')}`;
  terminal.out(await FORMATS[format]({ diagnostics, scope }, terminal, root));
  return diagnostics.some(({ severity }) => severity === 'error' || values.strict === true) ? 1 : 0;
}

type Format = keyof typeof FORMATS;

const FORMATS = {
  text: async (checked, { style }) => (await import('./render-text.ts')).renderText(checked, style),
  json: async ({ diagnostics }) => `${JSON.stringify({ diagnostics: diagnostics.map(inJson) }, null, 2)}\n`,
  github: async ({ diagnostics }, { environment }, root) => {
    const repository = environment.GITHUB_WORKSPACE || root;
    return (await import('./render-github.ts')).renderGithub(diagnostics, relative(repository, root));
  },
  junit: async ({ diagnostics }) => (await import('./render-junit.ts')).renderJunit(diagnostics),
} as const satisfies Record<string, (checked: Checked, terminal: Terminal, root: string) => Promise<string>>;

/** Every member is there, whether it has a value or not. */
const inJson = ({ rule, severity, place, ...rest }: Diagnostic): object => ({
  ...{ rule, severity, file: place.file, line: place.line ?? null, column: place.column ?? null },
  ...rest,
});

function formatOf({ format, json }: CheckValues): Format {
  const chosen = format ?? (json === true ? 'json' : 'text');
  if (Object.hasOwn(FORMATS, chosen)) return chosen as Format;
  throw new UsageError(`${chosen} is no format`, { advice: `There are: ${Object.keys(FORMATS).join(', ')}.` });
}
