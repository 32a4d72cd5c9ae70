import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../local/engine/index.ts';
import { appendOnlyLimit } from './append-only-limit.ts';
import { startServer } from './child-server.ts';
import { post, postLoad } from './post-load.ts';

const EXECUTIONS = 200;
const PASSES = 50;
const MEASURE_MS = 2_000;
const IN_FLIGHT = 64;
/** A Pass state is told by two history events. */
const EVENTS_PER_TRANSITION = 2;

export type BenchRow = {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** What it is held against, measured in the same run. */
  readonly baseline: number | null;
  readonly baselineIs: string;
};

/** Measures the engine beside its physical limits and prints a table. Takes some seconds. */
export async function benchEngine(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-engine-'));
  try {
    const rows = [...(await transitions(folder)), ...(await overHttp(folder))];
    console.table(rows.map(printed));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function transitions(folder: string): Promise<readonly BenchRow[]> {
  const limit = appendOnlyLimit(join(folder, 'limit.db'), MEASURE_MS);
  const engine = openEngine({ dataFile: join(folder, 'engine.db'), host: null, objects: null, environment: {} });
  const machine = engine.putStateMachine('passes', chainOfPasses(PASSES));
  await runAll(engine, machine, EXECUTIONS);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await runAll(engine, machine, EXECUTIONS);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  await engine.close();
  const count = EXECUTIONS * PASSES;
  return [
    {
      what: `durable transitions, ${EXECUTIONS} × ${PASSES} Pass at once`,
      figure: (count * 1000) / ms,
      unit: 'per second',
      baseline: limit / EVENTS_PER_TRANSITION,
      baselineIs: 'append-only SQLite, two rows a transition',
    },
    { what: 'CPU of one transition', figure: (user + system) / count, unit: 'µs', baseline: null, baselineIs: '' },
  ];
}

function runAll(engine: ReturnType<typeof openEngine>, machine: string, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let open = count;
    const unsubscribe = engine.onExecutionEnded(() => {
      open--;
      if (open > 0) return;
      unsubscribe();
      resolve();
    });
    for (let i = 0; i < count; i++) engine.executions.start(machine, '{}').catch(reject);
  });
}

async function overHttp(folder: string): Promise<readonly BenchRow[]> {
  const program = (name: string) => join(import.meta.dirname, name);
  const bare = await startServer(program('bare-server.ts'), []);
  const engine = await startServer(program('engine-server.ts'), [join(folder, 'http.db')]);
  try {
    const definition = chainOfPasses(1);
    const created = { name: 'one-pass', definition, roleArn: 'arn:aws:iam::000000000000:role/bench' };
    const { stateMachineArn } = JSON.parse(
      await post(undefined, engine.port, 'CreateStateMachine', JSON.stringify(created)),
    );
    const load = {
      ...{ operation: 'StartExecution', inFlight: IN_FLIGHT, durationMs: MEASURE_MS },
      body: (n: number) => JSON.stringify({ stateMachineArn, name: `n-${n}`, input: '{"n":1}' }),
    };
    const limit = await postLoad({ ...load, port: bare.port });
    const figure = await postLoad({ ...load, port: engine.port });
    return [
      {
        what: 'start to first answer',
        figure: engine.startMs,
        unit: 'ms',
        baseline: bare.startMs,
        baselineIs: 'bare node:http',
      },
      {
        what: `StartExecution, 1 Pass, ${IN_FLIGHT} in flight`,
        figure,
        unit: 'per second',
        baseline: limit,
        baselineIs: 'bare node:http',
      },
    ];
  } finally {
    await Promise.all([bare.stop(), engine.stop()]);
  }
}

function chainOfPasses(length: number): string {
  const names = Array.from({ length }, (_, i) => `P${i}`);
  const states = names.map((name, i) => {
    const next = names[i + 1];
    return [name, next === undefined ? { Type: 'Pass', End: true } : { Type: 'Pass', Next: next }];
  });
  return JSON.stringify({ StartAt: 'P0', States: Object.fromEntries(states) });
}

function printed({ what, figure, unit, baseline, baselineIs }: BenchRow) {
  const round = (n: number) => (n < 100 ? Number(n.toFixed(1)) : Math.round(n));
  const against = baseline === null ? '' : `${round(baseline)} (${baselineIs})`;
  const ratio = baseline === null ? '' : `${Math.round((figure / baseline) * 100)} %`;
  return { what, figure: `${round(figure)} ${unit}`, beside: against, ratio };
}
