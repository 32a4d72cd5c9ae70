import { resolve } from 'node:path';
import type { DevEvent, RunningDev } from '../../dev/index.ts';
import { defineCommand, type ExitCode } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { wholeNumber } from '../parse-arguments.ts';
import { projectRoot } from '../project-root.ts';
import { renderDevEvent, renderNextSteps } from '../render-dev.ts';
import { portOf, printJsonLine } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

const DEFAULT_TIMEOUT_SECONDS = 120;
const MAX_TIMEOUT_SECONDS = 86_400;
const MAX_TIME_SCALE = 1_000_000;

export const dev = defineCommand({
  name: 'dev',
  summary: 'run the whole project on this machine, until Ctrl+C',
  positionals: [],
  options: {
    samples: { type: 'boolean', summary: 'send samples/, once per data directory' },
    once: { type: 'boolean', summary: 'end when all executions have; exit 0 if every sample ended as it says' },
    port: { type: 'string', value: 'PORT', summary: 'where to listen, default 8083; 0: any free one' },
    data: { type: 'string', value: 'DIR', summary: 'the data directory, default: .baton in the project' },
    kafka: { type: 'string', value: 'BROKERS', summary: 'a real cluster, host:port,…; default: KAFKA_BROKERS' },
    'time-scale': { type: 'string', value: 'N', summary: "let the workflows' time go N times as fast" },
    timeout: { type: 'string', value: 'SECONDS', summary: 'with --once: give up then, default 120' },
  },
  async run({ values, terminal }) {
    const { startDev } = await import('../../dev/index.ts');
    const timeout = { min: 1, max: MAX_TIMEOUT_SECONDS, otherwise: DEFAULT_TIMEOUT_SECONDS };
    const timeoutSeconds = wholeNumber(values.timeout, 'timeout', timeout);
    const timeScale = parseTimeScale(values['time-scale']);
    const root = projectRoot(values.root, ['workflows'], terminal);
    const emit = values.json === true ? emitJson(terminal) : emitWords(terminal);
    const running = await startDev({
      root,
      port: portOf(values.port),
      dataDirectory: values.data === undefined ? resolve(root, '.baton') : resolve(terminal.directory, values.data),
      brokers: values.kafka ?? (terminal.environment.KAFKA_BROKERS || null),
      timeScale,
      samples: values.samples === true,
      watch: values.once !== true,
      environment: terminal.environment,
      emit,
    });
    terminal.interrupted.addEventListener('abort', () => {
      terminal.err('Stopping: what is at work may end. Ctrl+C again stops at once.\n');
    });
    try {
      if (values.once === true) return await untilEverythingEnded(running, timeoutSeconds, terminal, emit);
      return await untilInterrupted(running, terminal, emit);
    } finally {
      await running.close();
    }
  },
});

type Emit = (event: DevEvent) => void;

const emitJson =
  (terminal: Terminal): Emit =>
  (event) =>
    printJsonLine(terminal, event);

/** Once everything has ended for the first time, it says what to try next. */
function emitWords({ out, style }: Terminal): Emit {
  let nextSteps = '';
  return (event) => {
    out(renderDevEvent(event, style));
    if (event.type === 'started') nextSteps = event.staysUp ? renderNextSteps(event, style) : '';
    if (event.type === 'settled') out(nextSteps);
  };
}

async function untilEverythingEnded(
  running: RunningDev,
  timeoutSeconds: number,
  { interrupted }: Terminal,
  emit: Emit,
): Promise<ExitCode> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1_000);
  try {
    const sets = await running.settled(AbortSignal.any([interrupted, timeout]));
    emit({ type: 'settled', sets });
    return sets.every(({ mismatches }) => mismatches.length === 0) ? 0 : 1;
  } catch (error) {
    if (interrupted.aborted) return 1;
    if (!timeout.aborted) throw error;
    throw new CommandError(`not everything has ended within ${timeoutSeconds} seconds`, {
      advice: 'Give it longer with --timeout, or start it without --once and look at `baton executions list`.',
      cause: error,
    });
  }
}

/** A sample that cannot be sent ends the command; otherwise it stays until the user has enough. */
async function untilInterrupted(running: RunningDev, { interrupted }: Terminal, emit: Emit): Promise<ExitCode> {
  try {
    emit({ type: 'settled', sets: await running.settled(interrupted) });
    await aborted(interrupted);
  } catch (error) {
    if (!interrupted.aborted) throw error;
  }
  return 0;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function parseTimeScale(text: string | undefined): number {
  const scale = Number(text ?? 1);
  if (scale > 0 && scale <= MAX_TIME_SCALE) return scale;
  throw new UsageError(`--time-scale ${text} is no number above 0`, { advice: 'Write for example --time-scale 60.' });
}
