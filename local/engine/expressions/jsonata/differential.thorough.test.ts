import fc from 'fast-check';
import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { ExpressionSyntaxError } from '../errors.ts';
import { compile } from './compile.ts';
import { JsonataError } from './errors.ts';
import { run } from './evaluate.ts';
import { data, expression } from './generated.fixture.ts';
import { generatedCall } from './generated-calls.fixture.ts';
import { parseJsonata } from './parse.ts';
import type { Value } from './values.ts';

/** The `jsonata` package is the oracle: same value, or an error too (which one, of several, is left to its scheduling). */

const LIMITS = { maxDepth: 1000, maxSteps: 10_000_000, maxValueBytes: 2 ** 30 };

// The seed keeps the run the same for everybody; explore with another one and more runs.
test('jsonata - agrees with the package on generated expressions and data', async () => {
  await fc.assert(
    fc.asyncProperty(expression, data, async (text, input) => {
      const theirs = await evaluateTheirs(text, input);
      fc.pre(theirs !== 'crashed');
      expect(evaluateOurs(text, input)).toEqual(theirs);
    }),
    { numRuns: 2000, seed: 206 },
  );
}, 60_000);

test('jsonata - writes and reads numbers, dates and texts as the package does', async () => {
  await fc.assert(
    fc.asyncProperty(generatedCall, async (text) => {
      // What a date leaves open is that of the time of evaluation, which the package takes for itself.
      const timed = `[$millis(), ${text}]`;
      const theirs = await evaluateTheirs(timed, {});
      fc.pre(theirs !== 'crashed');
      const at = theirs === 'error' ? 0 : ((theirs.value as number[])[0] ?? 0);
      expect(evaluateOurs(timed, {}, at)).toEqual(theirs);
    }),
    { numRuns: 2000, seed: 206 },
  );
}, 60_000);

type Outcome = { readonly value: unknown } | 'error' | 'crashed';

async function evaluateTheirs(text: string, input: Value): Promise<Outcome> {
  try {
    return { value: asData(await jsonata(text).evaluate(structuredClone(input), { v: 1 })) };
  } catch (error) {
    const { code } = error as { code?: string };
    // Without a code it is a TypeError or the like inside the package.
    if (code === undefined) {
      return 'crashed';
    }
    return 'error';
  }
}

function evaluateOurs(text: string, input: Value, at = 0): Outcome {
  try {
    const evaluation = { input, bindings: new Map<string, Value>([['v', 1]]), at, random: () => 0, limits: LIMITS };
    return { value: asData(run(compile(parseJsonata(text)), evaluation, (result) => result)) };
  } catch (error) {
    if (error instanceof JsonataError || error instanceof ExpressionSyntaxError) {
      return 'error';
    }
    throw error;
  }
}

/** Functions in a result are of no matter: the package shows its own insides. */
function asData(value: unknown): unknown {
  const isFunction = (item: unknown): boolean =>
    typeof item === 'function' ||
    (typeof item === 'object' &&
      item !== null &&
      ('_jsonata_lambda' in item || '_jsonata_function' in item || ('invoke' in item && 'arity' in item)));
  const text = JSON.stringify(value, (_key, item) => (isFunction(item) ? '<function>' : item));
  return text === undefined ? undefined : JSON.parse(text);
}
