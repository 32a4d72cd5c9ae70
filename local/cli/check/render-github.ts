import { posix } from 'node:path';
import type { Diagnostic, Severity } from '../../../checker/index.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/**
 * Workflow commands, which GitHub shows as annotations at the lines of a pull request.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * `folder` is the project's in the repository, which GitHub tells files from.
 */
export const renderGithub = (diagnostics: readonly Diagnostic[], folder: string): string =>
  diagnostics.map((diagnostic) => `${annotation(diagnostic, folder)}\n`).join('');

function annotation(diagnostic: Diagnostic, folder: string): string {
  const { rule, severity, place, what, change, example, why, fix, docs } = diagnostic;
  const properties = { file: posix.join(folder, place.file), line: place.line, col: place.column, title: rule };
  const said = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
  );
  const lines = [
    what,
    ...(change === null ? [] : [`${change.old} → ${change.new}`]),
    ...(example === null ? [] : [`${JSON.stringify(example.document)}: ${example.says}`]),
    ...[why, fix, docs],
  ];
  return `::${COMMANDS[severity]} ${said.join(',')}::${escapedData(lines.join('\n'))}`;
}

const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
