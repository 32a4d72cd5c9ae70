import { isDeepStrictEqual } from 'node:util';
import { cutTo, includes } from './inclusion.ts';
import { matchHistory } from './match-history.ts';
import type { Expectation, Outcome } from './scenario.ts';

/** Something that did not happen as the scenario says; `path` leads to what the file says of it. */
export type Difference = {
  readonly field: keyof Expectation | 'expect' | 'stall';
  readonly path: readonly (string | number)[];
  readonly expected: unknown;
  readonly actual: unknown;
};

/** What happened otherwise than expected; where nothing is expected yet, that is the difference. */
export function compare(expect: Expectation | null, outcome: Outcome): readonly Difference[] {
  if (outcome.stall !== null) return [difference('stall', null, outcome.stall)];
  if (expect === null) return [difference('expect', null, outcome.status)];
  return FIELDS.filter((field) => Object.hasOwn(expect, field)).flatMap((field) => COMPARISONS[field](expect, outcome));
}

/** In the order in which they are told. */
const FIELDS = ['status', 'error', 'path', 'output', 'outputIncludes', 'history'] as const;

type Comparison = (expect: Expectation, outcome: Outcome) => readonly Difference[];

const COMPARISONS: Readonly<Record<keyof Expectation, Comparison>> = {
  status: ({ status }, outcome) => equal('status', status, outcome.status),
  error: ({ error }, outcome) => equal('error', error, outcome.error),
  path: ({ path }, outcome) => equal('path', path, outcome.path),
  output: ({ output }, outcome) => equal('output', output, outcome.output),
  outputIncludes: ({ outputIncludes: part }, { output }) =>
    includes(output, part) ? [] : [difference('outputIncludes', part, cutTo(part, output))],
  history: ({ history = [] }, outcome) =>
    matchHistory(history, outcome.history).flatMap(({ expected, happened, fits }, at) =>
      fits ? [] : [{ ...difference('history', expected, happened), path: ['expect', 'history', at] }],
    ),
};

function equal(field: keyof Expectation, expected: unknown, actual: unknown): readonly Difference[] {
  return isDeepStrictEqual(expected, actual) ? [] : [difference(field, expected, actual)];
}

function difference(field: Difference['field'], expected: unknown, actual: unknown): Difference {
  const path = field === 'expect' || field === 'stall' ? ['expect'] : ['expect', field];
  return { field, path, expected, actual };
}
