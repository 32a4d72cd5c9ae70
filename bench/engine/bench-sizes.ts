import { openEngine } from '../../local/engine/index.ts';
import type { BenchRow } from '../row.ts';

/** How much larger the one is than the other: what is linear takes so much longer, and takes up so much more. */
const TIMES = 4;
const ROUNDS = 5;

type Size = {
  readonly what: string;
  readonly unit: string;
  readonly large: number;
  readonly definition: (count: number) => object;
  readonly input: (count: number) => unknown;
};

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const SIZES: readonly Size[] = [
  {
    ...{ what: 'an inline Map of 6,000 items with one Pass each', unit: 'µs an item', large: 6_000, input: range },
    definition: () => ({
      StartAt: 'Map',
      States: {
        Map: {
          ...{ Type: 'Map', End: true },
          ItemProcessor: { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } },
        },
      },
    }),
  },
  {
    ...{ what: 'a chain of 1,000 Choices', unit: 'µs a Choice', large: 1_000, input: () => ({ n: 1 }) },
    definition: choices,
  },
];

/** Time in the engine, in memory, per item of large executions beside that of ones a quarter their size. */
export async function benchSizes(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of SIZES) {
    const small = size.large / TIMES;
    rows.push({
      what: size.what,
      figure: await microsEach(size, size.large),
      unit: size.unit,
      baseline: await microsEach(size, small),
      baselineIs: `with ${small.toLocaleString('en')}`,
      aim: '≤ 1.5 ×',
    });
  }
  return rows;
}

function choices(count: number): object {
  const state = (index: number) => ({
    Type: 'Choice',
    Choices: [{ Variable: '$.n', NumericLessThan: 0, Next: 'End' }],
    Default: index + 1 < count ? `C${index + 1}` : 'End',
  });
  const states = range(count).map((index) => [`C${index}`, state(index)]);
  return { StartAt: 'C0', States: { ...Object.fromEntries(states), End: { Type: 'Succeed' } } };
}

/** The best of some rounds: what disturbs a round only makes it longer. */
async function microsEach({ definition, input }: Size, count: number): Promise<number> {
  const engine = openEngine({ dataFile: null, host: null, objects: null, environment: {} });
  const machine = engine.putStateMachine('sizes', JSON.stringify(definition(count)));
  const rounds: number[] = [];
  while (rounds.length < ROUNDS) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = engine.onExecutionEnded(() => resolve());
    const start = performance.now();
    await engine.executions.start(machine, JSON.stringify(input(count)));
    await promise;
    rounds.push(((performance.now() - start) * 1000) / count);
    unsubscribe();
  }
  await engine.close();
  return Math.min(...rounds);
}
