import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { compile } from '../../local/engine/expressions/jsonata/compile.ts';
import { JsonataError } from '../../local/engine/expressions/jsonata/errors.ts';
import { run } from '../../local/engine/expressions/jsonata/evaluate.ts';
import { parseJsonata } from '../../local/engine/expressions/jsonata/parse.ts';
import type { Value } from '../../local/engine/expressions/jsonata/values.ts';

type Case = {
  readonly id: string;
  readonly expr: string;
  readonly data?: Value;
  readonly dataset?: string | null;
  readonly bindings?: Record<string, Value>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly error?: { readonly code: string };
  readonly unordered?: boolean;
  readonly depth?: number;
};

/** Why AWS cannot give the suite's answer. */
const EXCLUDED: readonly (readonly [RegExp, string])[] = [[/^function-eval\//, 'Step Functions has no $eval']];

/** The suite's own limit where it has one; where it has none, or only a time, nothing may be in the way. */
const limitsOf = ({ depth = 0 }: Case) => ({
  maxDepth: depth > 10 ? depth : 1000,
  maxSteps: 20_000_000,
  maxValueBytes: 2 ** 30,
});

const cases = readLines<Case>('cases.ndjson');
const datasets = new Map(
  readLines<{ name: string; data: Value }>('datasets.ndjson').map(({ name, data }) => [name, data]),
);
const excluded = cases.filter(({ id }) => EXCLUDED.some(([pattern]) => pattern.test(id)));
const groups = Map.groupBy(
  cases.filter((item) => !excluded.includes(item)),
  ({ id }) => id.slice(0, id.indexOf('/')),
);

test.each([...groups])('jsonata 2.0.6 suite - %s', (_group, members) => {
  const failed = members.filter((member) => !isAsExpected(member)).map(({ id, expr }) => `${id}: ${expr}`);
  expect(failed).toEqual([]);
});

test('jsonata 2.0.6 suite - nothing is left out but what AWS leaves out', () => {
  expect(excluded.length).toBe(12);
  expect(cases.length).toBe(1625);
});

function readLines<T>(name: string): T[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function isAsExpected(item: Case): boolean {
  const expectedCode = item.code ?? item.error?.code;
  const outcome = evaluate(item);
  if (expectedCode !== undefined) {
    return 'code' in outcome && isCode(outcome.code, expectedCode);
  }
  if (!('value' in outcome)) {
    return false;
  }
  return item.undefinedResult
    ? outcome.value === undefined
    : isDeepStrictEqual(order(asData(outcome.value), item), order(item.result, item));
}

function evaluate(item: Case): { readonly value: unknown } | { readonly code: string } {
  const input = 'data' in item ? item.data : datasets.get(item.dataset ?? '');
  const bindings = new Map(Object.entries(item.bindings ?? {}));
  try {
    const evaluation = { input, bindings, at: 1_700_000_000_000, random: () => 0.5, limits: limitsOf(item) };
    return { value: run(compile(parseJsonata(item.expr)), evaluation, (result) => result) };
  } catch (error) {
    return { code: error instanceof JsonataError ? error.code : 'syntax' };
  }
}

/** Syntax errors carry AWS's codes, and limits are called U1001 by the suite. */
function isCode(actual: string, expected: string): boolean {
  return (
    actual === expected ||
    (actual === 'syntax' && expected.startsWith('S')) ||
    (expected === 'U1001' && (actual === 'depth' || actual === 'time'))
  );
}

function asData(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function order(value: unknown, { unordered }: Case): unknown {
  return unordered && Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value;
}
