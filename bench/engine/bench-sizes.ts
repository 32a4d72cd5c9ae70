import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Engine, openEngine } from '../../local/engine/index.ts';
import type { BenchRow } from '../row.ts';

/** How much larger the others are than the smallest: what is linear takes so much longer, and takes up so much more. */
const TIMES = [2, 4];
/** States and items in all rounds together: enough for the clock of processor time. */
const MEASURED = 60_000;
const AIM = '≤ 1.5 ×';

type Size = {
  readonly what: string;
  /** The count of the largest. */
  readonly large: number;
  readonly type?: 'EXPRESS';
  readonly definition: (count: number) => object;
  readonly input: (count: number) => unknown;
};

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const chained = (count: number, state: (next: string) => object): object => {
  const states = range(count).map((index) => [`S${index}`, state(index + 1 < count ? `S${index + 1}` : 'End')]);
  return { StartAt: 'S0', States: { ...Object.fromEntries(states), End: { Type: 'Succeed' } } };
};
const onePassEach = () => ({
  StartAt: 'Map',
  States: {
    Map: {
      ...{ Type: 'Map', End: true },
      ItemProcessor: { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } },
    },
  },
});

const SIZES: readonly Size[] = [
  {
    ...{ what: 'a history of nearly 25,000 events, of Pass states', large: 12_400, input: () => ({}) },
    definition: (count) => chained(count, (Next) => ({ Type: 'Pass', Next })),
  },
  { what: 'an inline Map of one Pass each', large: 6_000, input: range, definition: onePassEach },
  { what: 'the same in an Express workflow', large: 10_000, type: 'EXPRESS', input: range, definition: onePassEach },
  {
    ...{ what: 'a chain of Choices', large: 1_000, input: () => ({ n: 1 }) },
    definition: (count) =>
      chained(count, (Default) => ({
        ...{ Type: 'Choice', Default },
        Choices: [{ Variable: '$.n', NumericLessThan: 0, Next: 'End' }],
      })),
  },
];

type Cost = { readonly micros: number; readonly bytes: number };

/** What one item, state or Choice costs in large executions, beside what it costs in small ones: the slope. */
export async function benchSizes(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of SIZES) {
    const small = size.large / Math.max(...TIMES);
    const base = await costOfEach(size, small);
    for (const times of TIMES) {
      const count = small * times;
      const { micros, bytes } = await costOfEach(size, count);
      const what = `${size.what}, ${count.toLocaleString('en')}`;
      const baselineIs = `with ${small.toLocaleString('en')}`;
      rows.push({ what, figure: micros, unit: 'µs of CPU each', baseline: base.micros, baselineIs, aim: AIM });
      rows.push({ what: '… heap', figure: bytes, unit: 'bytes each', baseline: base.bytes, baselineIs, aim: AIM });
    }
  }
  return rows;
}

/** The mean of many rounds, and what the engine, whose store is in memory, then holds of them. */
async function costOfEach(size: Size, count: number): Promise<Cost> {
  const engine = openEngine({ dataFile: null, host: null, objects: null, environment: {} });
  const { arn } = engine.stateMachines.put({
    ...{ name: 'sizes', definition: JSON.stringify(size.definition(count)), type: size.type ?? 'STANDARD' },
    ...{ roleArn: 'arn:aws:iam::000000000000:role/bench' },
    settings: { loggingConfiguration: {}, tracingConfiguration: {} },
  });
  const input = JSON.stringify(size.input(count));
  await runOne(engine, arn, input);
  const rounds = Math.ceil(MEASURED / count);
  const heldBefore = heldBytes();
  const before = process.threadCpuUsage();
  for (let round = 0; round < rounds; round += 1) await runOne(engine, arn, input);
  const { user, system } = process.threadCpuUsage(before);
  const bytes = heldBytes() - heldBefore;
  await engine.close();
  return { micros: (user + system) / rounds / count, bytes: bytes / rounds / count };
}

async function runOne(engine: Engine, machine: string, input: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const unsubscribe = engine.onExecutionEnded(() => resolve());
  await engine.executions.start(machine, input);
  await promise;
  unsubscribe();
}

/** What is still in use once all garbage is collected. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
