import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Expectation, Outcome } from './scenario.ts';
import { expectationOf, updateExpectation } from './update-expectation.ts';

const SUCCEEDED: Outcome = {
  ...{ status: 'SUCCEEDED', path: ['A', 'B'], output: { id: 7, at: 'x' }, error: null, cause: null, durationMs: 0 },
  ...{ history: [{ type: 'TaskFailed', timestamp: 't', error: 'Busy', cause: 'why' }], stall: null },
};
const FAILED: Outcome = { ...SUCCEEDED, status: 'FAILED', output: undefined, error: 'Busy', cause: 'why' };

const updates: readonly (readonly [what: string, Expectation | null, Outcome, Expectation])[] = [
  ['nothing', null, SUCCEEDED, { status: 'SUCCEEDED', path: ['A', 'B'], output: { id: 7, at: 'x' } }],
  ['nothing of a failure', null, FAILED, { status: 'FAILED', path: ['A', 'B'], error: 'Busy' }],
  ['the path alone', { path: [] }, SUCCEEDED, { path: ['A', 'B'] }],
  ['a part of the output', { outputIncludes: { id: 1 } }, SUCCEEDED, { outputIncludes: { id: 7 } }],
  ['another end', { status: 'SUCCEEDED', output: 1 }, FAILED, { status: 'FAILED', error: 'Busy' }],
  [
    'events',
    { history: [{ type: 'TaskFailed', error: 'Slow' }, { type: 'TaskSucceeded' }] },
    FAILED,
    { history: [{ type: 'TaskFailed', error: 'Busy' }] },
  ],
];

test.each(updates)(
  'update - where it expects %s, it comes to expect what happened',
  (_, expected, outcome, updated) => {
    expect(expectationOf(expected, outcome)).toEqual(updated);
  },
);

const TEXT = `# A year passes.
input: {a: 1,   b: "2"}   # as it is

# How it ends:
expect: # all of it
  # the status
  status: FAILED # for now
  path: [A, B] # short
  output:
    id: 1 # its number
    old: true
  # nothing more

# What stands in.
mocks:
    Work: [ {result: 1} ]
`;

test('update - only what is expected changes, and comments stay', () => {
  const updated = updateExpectation(TEXT, {
    status: 'SUCCEEDED',
    path: ['A', 'B'],
    output: { id: 7, more: [1, { deep: null }] },
  });
  expect(updated).toBe(`# A year passes.
input: {a: 1,   b: "2"}   # as it is

# How it ends:
expect: # all of it
  # the status
  status: SUCCEEDED # for now
  path: [ A, B ] # short
  output:
    id: 7 # its number
    more:
      - 1
      - deep: null
  # nothing more

# What stands in.
mocks:
    Work: [ {result: 1} ]
`);
});

test.each([
  ['input: 1', 'input: 1\nexpect:\n  status: FAILED\n'],
  ['input: 1\nexpect: {}\n', 'input: 1\nexpect:\n  status: FAILED\n'],
  ['input: 1\nexpect:\n', 'input: 1\nexpect:\n  status: FAILED\n'],
  ['input: 1\nexpect:\n\n# end\n', 'input: 1\nexpect:\n  status: FAILED\n\n# end\n'],
  ['expect: {status: SUCCEEDED}\ninput: 1\n', 'expect: { status: FAILED }\ninput: 1\n'],
])('update - %j gets its expectation', (text, updated) => {
  expect(updateExpectation(text, { status: 'FAILED' })).toBe(updated);
});

test('update - an expectation in one line that becomes too long stays one that can be read', () => {
  const path = Array.from({ length: 20 }, (_, at) => `AStateWithALongName${at}`);
  const text = updateExpectation('input: 1\nexpect: { path: [A] }\nmocks: {}\n', { path });
  expect(parse(text)).toEqual({ input: 1, expect: { path }, mocks: {} });
});

test('update - values keep their types, whatever they look like', () => {
  const output = {
    number: 1.5,
    text: '1.5',
    yes: 'yes',
    time: '2026-01-01T00:00:00.000Z',
    empty: '',
    list: [],
    none: null,
  };
  const text = updateExpectation('input: 1\nexpect: { output: { number: "2", text: 3, yes: true } }\n', { output });
  expect(parse(text)).toEqual({ input: 1, expect: { output } });
});
