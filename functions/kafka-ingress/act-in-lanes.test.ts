import { expect, test } from 'vitest';
import { actInLanes } from './act-in-lanes.ts';
import type { Decision, Start } from './decision.ts';
import { SystemicError, TransientStartError } from './errors.ts';
import type { ExecutionStarter, Patience, StartResult } from './ports.ts';

const start = (name: string, lane: string | null): Start => ({
  type: 'start',
  name,
  lane,
  input: '{}',
  traceHeader: null,
  records: [],
});

const patience: Patience = { remainingMs: () => 10_000, sleep: async () => {}, random: () => 0 };
/** Enough for one call, and for no second one. */
const hurried: Patience = { ...patience, remainingMs: () => 2_001, random: () => 1 };

/** Answers by name, and notes how many calls were in flight at a time, and in which order they began. */
function fakeStarter(answers: Readonly<Record<string, StartResult | Error>> = {}) {
  const begun: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const starter: ExecutionStarter = {
    async start({ name }) {
      begun.push(name);
      mostInFlight = Math.max(mostInFlight, ++inFlight);
      await Promise.resolve();
      inFlight--;
      const answer = answers[name] ?? 'started';
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { starter, begun, mostInFlight: () => mostInFlight };
}

const byName = (outcomes: ReadonlyMap<Decision, string>): Record<string, string> =>
  Object.fromEntries([...outcomes].map(([decision, outcome]) => [(decision as Start).name, outcome]));

test('act in lanes - each start ends as Step Functions says', async () => {
  const { starter } = fakeStarter({ b: 'duplicate', c: 'clash' });
  const { outcomes } = await actInLanes([start('a', null), start('b', null), start('c', null)], starter, patience);
  expect(byName(outcomes)).toEqual({ a: 'started', b: 'duplicate', c: 'clash' });
});

test('act in lanes - a lane is acted on in order, and lanes side by side up to a bound', async () => {
  const decisions = Array.from({ length: 400 }, (_, index) => start(`${index}`, `${index % 40}`));
  const { starter, begun, mostInFlight } = fakeStarter();
  await actInLanes(decisions, starter, patience);
  for (let lane = 0; lane < 40; lane++) {
    const ofLane = begun.map(Number).filter((name) => name % 40 === lane);
    expect(ofLane).toEqual([...ofLane].sort((one, other) => one - other));
  }
  expect(begun).toHaveLength(400);
  expect(mostInFlight()).toBe(16);
});

test('act in lanes - I1: what is handed back takes the later ones of its lane with it', async () => {
  const busy = new TransientStartError('throttled');
  const { starter, begun } = fakeStarter({ a2: busy });
  const decisions = [start('a1', 'a'), start('b1', 'b'), start('a2', 'a'), start('b2', 'b'), start('a3', 'a')];
  const report = await actInLanes(decisions, starter, hurried);
  expect(byName(report.outcomes)).toEqual({
    a1: 'started',
    a2: 'handed-back',
    a3: 'handed-back',
    b1: 'started',
    b2: 'started',
  });
  expect(report.busy).toBe(busy);
  expect(begun).not.toContain('a3');
});

test('act in lanes - nothing is begun in the reserved time', async () => {
  const { starter, begun } = fakeStarter();
  const { outcomes } = await actInLanes([start('a', null)], starter, { ...patience, remainingMs: () => 1_000 });
  expect(byName(outcomes)).toEqual({ a: 'handed-back' });
  expect(begun).toEqual([]);
});

test('act in lanes - I2: a systemic error stops all lanes, and is told when nothing is in flight', async () => {
  const missing = new SystemicError('no such state machine');
  const { starter, begun } = fakeStarter({ '0': missing });
  const decisions = Array.from({ length: 100 }, (_, index) => start(`${index}`, null));
  await expect(actInLanes(decisions, starter, patience)).rejects.toBe(missing);
  expect(begun.length).toBeLessThanOrEqual(32);
});
