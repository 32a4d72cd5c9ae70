import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidDefinitionError } from '../definition/index.ts';
import { machine } from './generated-machines.fixture.ts';
import { type Answer, type Answerer, runHistory, type Told } from './run-history.ts';

/** `BATON_FUZZ=10000` for the whole of it; what always runs is a sample with a seed of its own. */
const RUNS = Number(process.env.BATON_FUZZ ?? 150);
const SEED = process.env.BATON_FUZZ === undefined ? 1986 : Date.now();
const FULL_TIMEOUT_MS = 3_600_000;
const MAX_CPU_MS = 1_000;

const json = fc.oneof(
  fc.constantFrom({ a: 1, n: 2, list: [1, 'x', { a: [] }] }, { a: { b: 'x' }, list: [] }, [1, 2, 3], 'x', null),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Now and then something else stands at a place. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom('', '$', '{% %}', '{% ( %}', 'States.', -1, 2 ** 60, [], {}),
);
const definition = fc.oneof(
  { weight: 2, arbitrary: machine },
  fc.tuple(machine, fc.nat(), anything).map(([whole, place, value]) => replaceNth(whole, place, value)),
);

/** Replaces the value at one of all places, counted round and round. */
function replaceNth(whole: object, place: number, by: unknown): unknown {
  const countOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Object.values(value).reduce((sum, member) => sum + countOf(member), 0)
      : 1;
  let left = place % countOf(whole);
  return JSON.parse(JSON.stringify(whole, (_key, value) => (left-- === 0 ? by : value)) ?? 'null');
}

const answer: fc.Arbitrary<readonly Answer[]> = fc.array(
  fc.oneof(
    fc.record({ output: json, afterMs: fc.nat(3000) }),
    fc.record({ error: fc.constantFrom('E', 'States.Timeout', 'Other'), afterMs: fc.nat(3000) }),
    fc.record({ outputText: fc.constantFrom('1.0', '{"a":1e3}', '"x"') }),
    fc.constant({ heartbeat: true as const }),
    fc.record({ submitted: json }),
  ),
  { maxLength: 3 },
);

test('definitions - any is refused, or its executions end or wait, soon', { timeout: FULL_TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(definition, json, fc.array(answer, { minLength: 1, maxLength: 4 }), (chosen, input, answers) => {
      const before = process.threadCpuUsage();
      const executions = play(chosen, JSON.stringify(input), (task) => {
        return answers[(task.frame + task.retryCount) % answers.length] ?? [];
      });
      const { user, system } = process.threadCpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(MAX_CPU_MS * executions);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

/** How many executions came of it: those of Distributed Maps have a history of their own each. */
function play(played: unknown, input: string, answers: Answerer): number {
  try {
    return countExecutions(runHistory(played, input, answers));
  } catch (error) {
    if (error instanceof InvalidDefinitionError) return 1;
    throw error;
  }
}

function countExecutions({ history, run, children }: Told): number {
  expect(history.length).toBe(run.lastEvent);
  return children.reduce((sum, child) => sum + countExecutions(child), 1);
}
