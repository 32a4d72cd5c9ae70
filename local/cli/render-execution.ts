import type { DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import type { Printed } from '../host/index.ts';
import { columns } from './columns.ts';
import { duration } from './duration.ts';
import type { StateOutcome, StateView } from './execution-states.ts';
import { statusMark } from './status-mark.ts';
import type { Style } from './terminal.ts';

export type ExecutionReport = {
  readonly execution: Pick<
    DescribeExecutionCommandOutput,
    | 'executionArn'
    | 'stateMachineArn'
    | 'name'
    | 'status'
    | 'startDate'
    | 'stopDate'
    | 'input'
    | 'output'
    | 'error'
    | 'cause'
  >;
  /** The records that started it. */
  readonly records: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly first: number;
    readonly last: number;
  }[];
  readonly states: readonly StateView[];
  readonly printed: readonly Printed[];
};

/** What a person wants to know first: did it work, by which way, and if not, where and why. */
export function renderExecution(report: ExecutionReport, style: Style): string {
  const wentWrong = report.states.filter(({ error, outcome }) => error !== null || outcome === 'failed');
  return [
    headline(report, style),
    statesTable(report.states, style),
    ...wentWrong.map((state) => renderTrouble(state, report.printed, style)),
    ending(report, style),
  ].join('\n');
}

function headline({ execution, records }: ExecutionReport, style: Style): string {
  const { name = '', status = '', executionArn = '', stateMachineArn = '', startDate, stopDate } = execution;
  const took = duration((stopDate?.getTime() ?? Date.now()) - (startDate?.getTime() ?? 0));
  const started = records.map(({ topic, partition, first, last }) =>
    first === last ? `${topic}/${partition}/${first}` : `${topic}/${partition}/${first} to ${last}`,
  );
  return columns([[statusMark(status, style), style('bold', name), status, took]]).concat(
    columns([
      ['  workflow', stateMachineArn.split(':').at(-1) ?? ''],
      ['  started', startDate?.toISOString() ?? ''],
      ['  by record', started.length === 0 ? 'unknown' : started.join(', ')],
      ['  arn', executionArn],
    ]),
  );
}

/** States that are shown; a Map may have entered thousands. */
const MAX_STATES_SHOWN = 200;

function statesTable(states: readonly StateView[], style: Style): string {
  const header = ['', 'STATE', 'TYPE', 'DURATION', 'RETRIES', ''].map((cell) => style('bold', cell));
  const runs = runsOf(states);
  const rows = runs.slice(0, MAX_STATES_SHOWN).map((run) => stateRow(run, style));
  const more = runs.length - rows.length;
  return columns([header, ...rows]) + (more > 0 ? `   and ${more} more: --json has them all\n` : '');
}

/** A Map's iterations of one state that all went well are one row. */
type Run = { readonly state: StateView; readonly times: number };

function runsOf(states: readonly StateView[]): readonly Run[] {
  const runs: { state: StateView; times: number }[] = [];
  for (const state of states) {
    const last = runs.at(-1);
    if (last !== undefined && wentTheSameWay(last.state, state)) last.times += 1;
    else runs.push({ state, times: 1 });
  }
  return runs;
}

const wentTheSameWay = (one: StateView, other: StateView): boolean =>
  one.name === other.name &&
  one.depth === other.depth &&
  [one, other].every(({ outcome, error, retries }) => outcome === 'succeeded' && error === null && retries === 0);

function stateRow({ state, times }: Run, style: Style): string[] {
  const { name, kind, depth, enteredAt, exitedAt, retries, error, outcome } = state;
  const took = exitedAt === null ? '' : duration(exitedAt.getTime() - enteredAt.getTime());
  const trouble = error === null ? '' : style(outcome === 'failed' ? 'red' : 'yellow', error.name);
  const called = `${'  '.repeat(depth)}${name}${times === 1 ? '' : ` ×${times}`}`;
  return [MARKS[outcome](style), called, kind, took, retries === 0 ? '' : `${retries}`, trouble];
}

const MARKS = {
  succeeded: (style) => style('green', '✓'),
  caught: (style) => style('yellow', '↷'),
  failed: (style) => style('red', '✗'),
  stopped: (style) => style('dim', '⊘'),
  running: (style) => style('yellow', '…'),
} as const satisfies Record<StateOutcome, (style: Style) => string>;

const HOW = {
  succeeded: 'failed, then succeeded when retried',
  caught: 'failed, and was caught',
  failed: 'failed',
  stopped: 'failed, and was stopped before it was tried again',
  running: 'failed, and is tried again',
} as const satisfies Record<StateOutcome, string>;

/** A state that met an error: what it got, what it gave, what its function printed and the error itself. */
function renderTrouble(state: StateView, printed: readonly Printed[], style: Style): string {
  const { name, outcome, input, output, error, retries } = state;
  const tried = retries === 0 ? '' : ` (${retries} ${retries === 1 ? 'retry' : 'retries'})`;
  const lines = printed.filter(({ caller, text }) => caller?.stateName === name && !isAuditLine(text)).map(printedLine);
  return [
    `${style('bold', name)} ${HOW[outcome]}${tried}`,
    section('error', error === null ? null : `${error.name}: ${causeText(error.cause)}`),
    section('input', prettyJson(input)),
    section('output', prettyJson(output)),
    section('printed', lines.length === 0 ? null : lines.join('').trimEnd()),
    '\n',
  ].join('');
}

/** What Baton itself keeps a record of is no news to a person; `--json` has it. */
const isAuditLine = (text: string): boolean => text.startsWith('{') && text.includes('"audit":');

const printedLine = ({ caller, text }: Printed): string => `[${caller?.retryCount ?? 0}] ${text}`;

function section(title: string, text: string | null): string {
  return text === null ? '' : `\n  ${title}\n${indent(text)}`;
}

const indent = (text: string): string => text.replace(/^/gm, '    ');

function ending({ execution }: ExecutionReport, style: Style): string {
  const { status, output, error, cause } = execution;
  if (status === 'RUNNING') return `${style('yellow', 'It is running.')}\n`;
  if (status === 'SUCCEEDED') return `output\n${indent(prettyJson(output ?? null) ?? '')}\n`;
  return `${style('red', `${status} ${error ?? ''}`.trimEnd())}${cause ? `: ${causeText(cause)}` : ''}\n`;
}

/** A function's error arrives as Lambda's document: its message says it, the trace is in `--json`. */
function causeText(cause: string): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
}

function prettyJson(text: string | null): string | null {
  if (text === null) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
