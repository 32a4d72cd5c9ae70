import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../local/engine/index.ts';
import type { BenchRow } from '../row.ts';
import { appendOnlyLimit } from './append-only-limit.ts';
import { benchExpressions } from './bench-expressions.ts';
import { benchHttp } from './bench-http.ts';
import { chain } from './chain.ts';

const EXECUTIONS = 200;
const PASSES = 50;
const TASKS = 10;
const LIMIT_MS = 2_000;
/** A Pass state is told by two history events. */
const EVENTS_PER_TRANSITION = 2;

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:bench';
const INSTANT = {
  invoke: (_name: string, payload: string) =>
    Promise.resolve({ payload, functionError: null, requestId: 'bench', durationMs: 0 }),
};

const NO_BASELINE = { baseline: null, baselineIs: '', aim: '' } as const;

/** The engine beside its physical limits. */
export async function benchEngine(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-engine-'));
  try {
    return [...(await inProcess(folder)), ...(await benchHttp()), ...(await benchExpressions())];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inProcess(folder: string): Promise<readonly BenchRow[]> {
  const limit = appendOnlyLimit(join(folder, 'limit.db'), LIMIT_MS);
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
      aim: '≥ 5,000',
    },
    { ...NO_BASELINE, what: '… CPU of one', figure: passes.cpuMicros / PASSES, unit: 'µs' },
    {
      what: `durable tasks, ${EXECUTIONS} × ${TASKS} of a function that answers at once`,
      figure: tasks.perSecond * TASKS,
      unit: 'per second',
      baseline: limit,
      baselineIs: 'append-only SQLite, a row a task',
      aim: '',
    },
    { ...NO_BASELINE, what: '… CPU of one', figure: tasks.cpuMicros / TASKS, unit: 'µs' },
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
