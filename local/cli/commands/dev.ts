import { resolve } from 'node:path';
import type { DevEvent, SetReport } from '../../dev/index.ts';
import { defineCommand, type ExitCode } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { wholeNumber } from '../parse-arguments.ts';
import { renderDevEvent, renderNextSteps } from '../render-dev.ts';
import { portOf, printJsonLine } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

const DEFAULT_TIMEOUT_SECONDS = 120;

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
    const root = resolve(terminal.directory, values.root ?? '.');
    const isJson = values.json === true;
    const emit = (event: DevEvent) => {
      if (isJson) printJsonLine(terminal, event);
      else terminal.out(renderDevEvent(event, terminal.style));
    };
    const timeoutSeconds = wholeNumber(values.timeout, 'timeout', {
      min: 1,
      max: 86_400,
      otherwise: DEFAULT_TIMEOUT_SECONDS,
    });
    const running = await startDev({
      root,
      port: portOf(values.port),
      dataDirectory: resolve(terminal.directory, values.data ?? resolve(root, '.baton')),
      brokers: values.kafka ?? (terminal.environment.KAFKA_BROKERS || null),
      timeScale: parseTimeScale(values['time-scale']),
      samples: values.samples === true,
      watch: values.once !== true,
      environment: terminal.environment,
      emit,
    });
    try {
      if (values.once === true) return await untilEverythingEnded(running, timeoutSeconds, terminal, emit);
      return await untilInterrupted(running, terminal, emit, isJson);
    } finally {
      await running.close();
    }
  },
});

type Running = { readonly settled: (signal: AbortSignal) => Promise<readonly SetReport[]> };
type Emit = (event: DevEvent) => void;

async function untilEverythingEnded(
  running: Running,
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
      advice: 'Give it longer with --timeout, or look with `baton executions list --status RUNNING` while it runs.',
      cause: error,
    });
  }
}

async function untilInterrupted(
  running: Running,
  { interrupted, out, style }: Terminal,
  emit: Emit,
  isJson: boolean,
): Promise<ExitCode> {
  const told = running.settled(interrupted).then(
    (sets) => {
      emit({ type: 'settled', sets });
      if (!isJson) out(renderNextSteps(style));
    },
    (error: unknown) => {
      if (!interrupted.aborted) throw error;
    },
  );
  const stopped = new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve();
    else interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  // A sample that cannot be sent ends the command; otherwise it stays until the user has enough.
  await Promise.all([told, stopped]);
  return 0;
}

function parseTimeScale(text: string | undefined): number {
  const scale = Number(text ?? 1);
  if (scale > 0 && scale <= 1_000_000) return scale;
  throw new UsageError(`--time-scale ${text} is no number above 0`, { advice: 'Write for example --time-scale 60.' });
}
