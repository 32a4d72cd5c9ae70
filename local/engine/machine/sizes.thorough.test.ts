import { describe, expect, test } from 'vitest';
import { MAX_HISTORY_EVENTS } from './limits.ts';
import { type Answerer, runHistory, type Told } from './run-history.ts';

const nobody: Answerer = () => [];

/** Generous: what takes time by the square of its size takes minutes. */
const SOON_MS = 10_000;

const numbers = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => index));

const ONE_PASS = {
  StartAt: 'Each',
  States: {
    Each: {
      ...{ Type: 'Map', End: true },
      ItemProcessor: { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } },
    },
  },
};

function choices(count: number) {
  const state = (index: number) => ({
    Type: 'Choice',
    Choices: [{ Variable: '$.n', NumericLessThan: 0, Next: 'End' }],
    Default: index + 1 < count ? `C${index + 1}` : 'End',
  });
  const states = Array.from({ length: count }, (_, index) => [`C${index}`, state(index)]);
  return { StartAt: 'C0', States: { ...Object.fromEntries(states), End: { Type: 'Succeed' } } };
}

/** The limit's place is for the event that tells it. */
function expectFull({ history, end, run }: Told): void {
  expect(history).toHaveLength(MAX_HISTORY_EVENTS);
  expect(history.at(-1)).toMatchObject({ id: MAX_HISTORY_EVENTS, type: 'ExecutionFailed' });
  expect(end).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  expect(run.frames).toEqual({});
}

describe('sizes', () => {
  test('history - an execution that goes on and on fails with its 25,000th event', { timeout: SOON_MS }, () => {
    const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Choice', Choices: [], Default: 'A' } };
    const never = [{ Variable: '$.stop', IsPresent: true, Next: 'C' }];
    const states = { ...loop, B: { ...loop.B, Choices: never }, C: { Type: 'Succeed' } };
    expectFull(runHistory({ StartAt: 'A', States: states }, '{}', nobody));
  });

  test('history - a Map of 6,000 items with one Pass each has room for all of it', { timeout: SOON_MS }, () => {
    const { history, end } = runHistory(ONE_PASS, numbers(6_000), nobody);
    expect(history).toHaveLength(6 + 4 * 6_000);
    expect(end).toMatchObject({ status: 'SUCCEEDED', output: numbers(6_000) });
  });

  test('history - a Map of 10,000 items fails at the limit in a Standard workflow', { timeout: SOON_MS }, () => {
    expectFull(runHistory(ONE_PASS, numbers(10_000), nobody));
  });

  test('history - a Map of 10,000 items succeeds in an Express workflow', { timeout: SOON_MS }, () => {
    const { history, end } = runHistory(ONE_PASS, numbers(10_000), nobody, { workflowType: 'EXPRESS' });
    expect(history).toHaveLength(6 + 4 * 10_000);
    expect(end?.output).toBe(numbers(10_000));
  });

  test('steps - none does more than its share, however many items there are', { timeout: SOON_MS }, () => {
    const { commands } = runHistory(ONE_PASS, numbers(6_000), nobody);
    const proceeds = commands.filter(({ type }) => type === 'proceed').length;
    expect(proceeds).toBeGreaterThan(6_000 / 500);
  });

  test('choices - a chain of 1,000 is walked to its end', { timeout: SOON_MS }, () => {
    const { history, end } = runHistory(choices(1_000), '{"n":1}', nobody);
    expect(history).toHaveLength(4 + 2 * 1_000);
    expect(end?.status).toBe('SUCCEEDED');
  });

  test('map run - 10,000 children end with an output that fits', { timeout: 3 * SOON_MS }, () => {
    const { Each } = ONE_PASS.States;
    const ItemProcessor = {
      ...Each.ItemProcessor,
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    };
    const machine = { StartAt: 'Each', States: { Each: { ...Each, ItemProcessor } } };
    const { history, children, end } = runHistory(machine, numbers(10_000), nobody);
    expect(history).toHaveLength(8);
    expect(children).toHaveLength(10_000);
    expect(end?.output).toBe(numbers(10_000));
  });

  test('variables - one state assigns no more than a state may put out', () => {
    const half = 'x'.repeat(140_000);
    const state = (Assign: object) => ({ StartAt: 'A', States: { A: { Type: 'Pass', Assign, End: true } } });
    expect(runHistory(state({ a: half }), '{}', nobody).end?.status).toBe('SUCCEEDED');
    expect(runHistory(state({ a: half, b: half }), '{}', nobody).end?.error).toBe('States.DataLimitExceeded');
  });

  test('variables - an execution holds 10 MiB of them, and what is assigned anew counts once', () => {
    const input = JSON.stringify({ text: 'x'.repeat(250_000) });
    const chain = (names: readonly string[]) => {
      const onwards = (index: number) => (index < names.length ? { Next: `S${index}` } : { End: true });
      const states = names.map((name, index) => [
        `S${index}`,
        { Type: 'Pass', Assign: { [`${name}.$`]: '$.text' }, ...onwards(index + 1) },
      ]);
      return runHistory({ StartAt: 'S0', States: Object.fromEntries(states) }, input, nobody).end;
    };
    const names = Array.from({ length: 41 }, (_, index) => `v${index}`);
    expect(chain([...names, 'v0'])?.status).toBe('SUCCEEDED');
    expect(chain([...names, 'another'])).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining('10485760'),
    });
  });
});
