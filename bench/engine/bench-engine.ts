import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../local/engine/index.ts';
import { appendOnlyLimit } from './append-only-limit.ts';
import { startServer } from './child-server.ts';
import { post, postLoad } from './post-load.ts';

const EXECUTIONS = 200;
const PASSES = 50;
const TASKS = 10;
const MEASURE_MS = 2_000;
const IN_FLIGHT = 64;
/** A Pass state is told by two history events. */
const EVENTS_PER_TRANSITION = 2;

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:bench';
const INSTANT = {
  invoke: (_name: string, payload: string) =>
    Promise.resolve({ payload, functionError: null, requestId: 'bench', durationMs: 0 }),
};

const NO_BASELINE = { baseline: null, baselineIs: '' } as const;

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
    const rows = [...(await inProcess(folder)), ...(await overHttp(folder))];
    console.table(rows.map(printed));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inProcess(folder: string): Promise<readonly BenchRow[]> {
  const limit = appendOnlyLimit(join(folder, 'limit.db'), MEASURE_MS);
  const engine = openEngine({ dataFile: join(folder, 'engine.db'), host: INSTANT, objects: null, environment: {} });
  const passes = await measure(engine, chain(PASSES, { Type: 'Pass' }), EXECUTIONS);
  const tasks = await measure(engine, chain(TASKS, { Type: 'Task', Resource: FUNCTION_ARN }), EXECUTIONS);
  await engine.close();
  return [
    {
      what: `durable transitions, ${EXECUTIONS} × ${PASSES} Pass at once`,
      figure: passes.perSecond * PASSES,
      unit: 'per second',
      baseline: limit / EVENTS_PER_TRANSITION,
      baselineIs: 'append-only SQLite, two rows a transition',
    },
    { ...NO_BASELINE, what: 'CPU of such a transition', figure: passes.cpuMicros / PASSES, unit: 'µs' },
    {
      what: `durable tasks, ${EXECUTIONS} × ${TASKS} of a function that answers at once`,
      figure: tasks.perSecond * TASKS,
      unit: 'per second',
      baseline: limit,
      baselineIs: 'append-only SQLite, a row a task',
    },
    { ...NO_BASELINE, what: 'CPU of such a task', figure: tasks.cpuMicros / TASKS, unit: 'µs' },
  ];
}

/** Executions a second and CPU of one; a first round warms up. */
async function measure(engine: Engine, definition: string, count: number) {
  const machine = engine.putStateMachine(`bench-${definition.length}`, definition);
  await runAll(engine, machine, count);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await runAll(engine, machine, count);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (count * 1000) / ms, cpuMicros: (user + system) / count };
}

function runAll(engine: Engine, machine: string, count: number): Promise<void> {
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
    const definition = chain(1, { Type: 'Pass' });
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

function chain(length: number, state: object): string {
  const states = Array.from({ length }, (_, i) => [
    `S${i}`,
    { ...state, ...(i + 1 === length ? { End: true } : { Next: `S${i + 1}` }) },
  ]);
  return JSON.stringify({ StartAt: 'S0', States: Object.fromEntries(states) });
}

function printed({ what, figure, unit, baseline, baselineIs }: BenchRow) {
  const round = (n: number) => (n < 100 ? Number(n.toFixed(1)) : Math.round(n));
  const against = baseline === null ? '' : `${round(baseline)} (${baselineIs})`;
  const ratio = baseline === null ? '' : `${Math.round((figure / baseline) * 100)} %`;
  return { what, figure: `${round(figure)} ${unit}`, beside: against, ratio };
}
