import { relative } from 'node:path';
import type { DevEvent, Feed, SetReport, Started } from '../dev/index.ts';
import { columns } from './columns.ts';
import { duration } from './duration.ts';
import { placeText } from './record-place.ts';
import { statusMark } from './status-mark.ts';
import type { Style } from './terminal.ts';

/** Mismatches that are shown of a sample set. */
const MAX_MISMATCHES_SHOWN = 10;

/** States of a path that are shown; a Map may have entered thousands. */
const MAX_STATES_SHOWN = 12;

type Renderers = {
  readonly [Type in DevEvent['type']]: (event: Extract<DevEvent, { type: Type }>, style: Style) => string;
};

/** What a running Baton says, short: mostly one line. */
export function renderDevEvent<Type extends DevEvent['type']>(
  event: Extract<DevEvent, { type: Type }>,
  style: Style,
): string {
  return (RENDERERS[event.type as Type] as Renderers[Type])(event, style);
}

const RENDERERS: Renderers = {
  started: ({ url, dataDirectory, brokers, root, feeds }, style) => {
    const data = dataDirectory === null ? 'in memory' : relative(root, dataDirectory) || dataDirectory;
    const log = brokers === null ? 'the embedded log' : `Kafka at ${brokers}`;
    const head = `${style('bold', 'Baton')} listens on ${style('cyan', url)}, data in ${data}, records in ${log}\n`;
    return `${head}${columns(feeds.map((feed) => feedRow(feed, style)))}\n`;
  },
  samplesSent: ({ set, records, before }, style) =>
    style('dim', before ? `samples ${set}: were sent before\n` : `samples ${set}: ${records} records sent\n`),
  executionEnded: ({ status, name, stateMachineName, durationMs, path, error }, style) => {
    const failed = error === null ? '' : ` ${style('red', error)}`;
    const facts = `${stateMachineName}  ${duration(durationMs)}`;
    return `${statusMark(status, style)} ${name}  ${style('dim', facts)}  ${pathText(path)}${failed}\n`;
  },
  deadLetter: ({ source, message, topic }, style) =>
    `${style('yellow', '⚑')} ${placeText(source)}  ${style('dim', `→ ${topic}`)}  ${message}\n`,
  workflowUpdated: ({ workflow }, style) => style('dim', `${workflow}: the saved definition is in place\n`),
  problem: ({ message }, style) => `${style('red', '!')} ${message}\n`,
  solved: ({ message }, style) => `${style('green', '·')} ${message}\n`,
  settled: ({ sets }, style) => renderSets(sets, style),
};

const feedRow = ({ topic, workflow, contract, format, mode, deadLetterTopic }: Feed, style: Style): string[] => [
  `  ${topic}`,
  '→',
  style('bold', workflow),
  style('dim', `${contract} as ${format}, ${mode}`),
  style('dim', deadLetterTopic === null ? '' : `dead letters to ${deadLetterTopic}`),
];

/** Neighbours that repeat, as a Map's iterations do, are counted. */
function pathText(path: readonly string[]): string {
  const steps: { name: string; times: number }[] = [];
  for (const name of path) {
    const last = steps.at(-1);
    if (last?.name === name) last.times += 1;
    else steps.push({ name, times: 1 });
  }
  const words = steps.slice(0, MAX_STATES_SHOWN).map(({ name, times }) => (times === 1 ? name : `${name} ×${times}`));
  return [...words, ...(steps.length > MAX_STATES_SHOWN ? ['…'] : [])].join(' → ');
}

function renderSets(sets: readonly SetReport[], style: Style): string {
  if (sets.length === 0) return 'Everything that was sent has ended.\n';
  const header = ['SAMPLES', 'RECORDS', 'STARTED', 'DUPLICATES', 'DEAD LETTERS', 'AS EXPECTED'];
  const table = columns([header.map((cell) => style('bold', cell)), ...sets.map((set) => setRow(set, style))]);
  return `\n${table}${sets.map((set) => mismatchLines(set, style)).join('')}`;
}

function setRow({ set, records, ends, mismatches }: SetReport, style: Style): string[] {
  const fits = `${records - mismatches.length} of ${records}`;
  return [
    set,
    `${records}`,
    ...[ends.started, ends.duplicate, ends['dead-letter']].map(({ actual, expected }) => `${actual} of ${expected}`),
    mismatches.length === 0 ? style('green', `✓ ${fits}`) : style('red', `✗ ${fits}`),
  ];
}

function mismatchLines({ set, mismatches }: SetReport, style: Style): string {
  const shown = mismatches.slice(0, MAX_MISMATCHES_SHOWN).map(({ line, expect, status, reason, actual, ...place }) => {
    const wanted = [expect, status, reason].filter((part) => part !== null && part !== '').join(', ');
    return `${style('red', '✗')} ${set}.ndjson:${line} (${placeText(place)}): expected ${wanted}; actual: ${actual}\n`;
  });
  const rest = mismatches.length - shown.length;
  return [...shown, ...(rest > 0 ? [`  and ${rest} more\n`] : [])].join('');
}

/** What a newcomer may try now. */
export function renderNextSteps({ feeds, signalTopics, url }: Started, style: Style): string {
  const port = new URL(url).port;
  const baton = (words: string) => `npx baton ${words}${port === '8083' ? '' : ` --port ${port}`}`;
  const steps = [
    [baton('executions list --status FAILED'), 'what went wrong'],
    ...feeds.slice(0, 1).map(({ topic }) => [baton(`executions show --record ${topic}/0/0`), 'what a record became']),
    [baton('dlq list'), 'records that can never succeed, and why'],
    ...signalTopics
      .slice(0, 1)
      .map((topic) => [baton(`tail ${topic} --from-start`), 'what workflows told the outside']),
    [`eval "$(${baton('env')})" && aws stepfunctions list-state-machines`, 'the same with any AWS client'],
  ];
  const rows = steps.map(([line = '', why = '']) => [`  ${style('cyan', line)}`, style('dim', why)]);
  return `\nTry in another terminal:\n${columns(rows)}Ctrl+C stops.\n`;
}
