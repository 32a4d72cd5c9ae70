import type { Diagnostic, Severity } from '../../../checker/index.ts';
import { placeText } from '../../../project/index.ts';
import type { Style, Tone } from '../terminal.ts';

export type Checked = {
  readonly diagnostics: readonly Diagnostic[];
  /** What was looked at: `18 subjects, 23 versions`. */
  readonly scope: string;
};

const TONES = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, Tone>;

const NAMES = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** Of a document that is shown. */
const MAX_DOCUMENT_CHARS = 400;

/** Each finding as a compiler tells it, and how many there are. */
export function renderText({ diagnostics, scope }: Checked, style: Style): string {
  const told = diagnostics.map((diagnostic) => `${findingText(diagnostic, style)}\n`).join('');
  return `${told}${summary(diagnostics, scope, style)}\n`;
}

function findingText(diagnostic: Diagnostic, style: Style): string {
  const { rule, severity, place, what, change, example, why, fix, docs } = diagnostic;
  const line = (label: string, text: string) => `  ${style('dim', label.padEnd(4))} ${text}\n`;
  return [
    `${style('bold', placeText(place))}: ${style(TONES[severity], severity)} ${style('dim', rule)}\n`,
    `  ${what}\n`,
    ...(change === null ? [] : [line('old', change.old), line('new', change.new)]),
    ...(example === null ? [] : [line('e.g.', documentText(example.document)), line('', style('dim', example.says))]),
    line('why', why),
    line('fix', fix),
    line('see', docs),
  ].join('');
}

function documentText(document: unknown): string {
  const text = JSON.stringify(document);
  return text.length <= MAX_DOCUMENT_CHARS ? text : `${text.slice(0, MAX_DOCUMENT_CHARS)}… (--json has all of it)`;
}

function summary(diagnostics: readonly Diagnostic[], scope: string, style: Style): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [style(TONES[severity], counted(count, NAMES[severity]))];
  });
  return counts.length === 0
    ? `${style('green', '✓')} ${scope}: nothing to complain about.`
    : `${counts.join(', ')} in ${scope}.`;
}

/** `1 error`, `2 errors`. */
export const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;
