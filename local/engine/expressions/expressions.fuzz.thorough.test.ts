import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { BoundedEvaluation, type Question } from './bounded-evaluation.fixture.ts';
import type { Json } from './index.ts';
import { data, expression } from './jsonata/generated.fixture.ts';

/** `BATON_FUZZ=100000` for the whole of it; what always runs is a sample with a seed of its own. */
const RUNS = Number(process.env.BATON_FUZZ ?? 1_000);
const SEED = process.env.BATON_FUZZ === undefined ? 8259 : Date.now();
const FULL_TIMEOUT_MS = 3_600_000;

const MAX_CPU_MS = 1_000;
const MAX_HEAP_MB = 128;

const SUITE = readFileSync(new URL('../../../test/jsonata/cases.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => String(JSON.parse(line).expr));

/** Put in where they fit and where they do not: what the grammar has, and what grows. */
const PIECES = [
  ...['(', ')', '[', ']', '{', '}', '"', "'", '`', '.', '..', ',', ';', ':', ':=', '?', '~>', '|', '^(', '>', '<', '%'],
  ...[
    '$',
    '$$',
    '**',
    '*',
    '@$v',
    '#$i',
    '-',
    '&',
    '=',
    '!=',
    ' in ',
    ' and ',
    '?:',
    '??',
    '\\',
    '\u0000',
    '\ud800',
    '/',
  ],
  ...['1e7', '1e308', '-0', '[1..1e6]', '$pad("", 4e6)', '/(a+)+$/', '/(?=a)\\1/i', 'function($x){$x}', '|$|{"a":1}|'],
  ...[
    '$f := function($x){$f($x)}',
    '(?, 1)',
    '$states.input',
    '$states',
    '$v',
    '$list',
    '$parse(',
    '$hash(',
    '$range(',
  ],
  ...['$partition(', '$random(', '$map(', '$reduce(', '$string(', '$replace(', '$sort(', '$formatNumber(', '$eval('],
];
const PATH_PIECES = [
  ...[
    '$',
    '$$',
    '$.',
    '..',
    '[',
    ']',
    '[*]',
    '[?(',
    ')]',
    '@.',
    '==',
    '=~',
    '&&',
    '||',
    '!',
    "'",
    '"',
    '(',
    ')',
    ',',
    ':',
  ],
  ...['a', 'b', 'c', '-1', '0', '1e9', '*', '.length()', '.sum()', 'States.', '$v', '$list', '\\', '{}', '\ud800'],
];
const PATHS = [
  ...['$', '$.a', '$.a.b', '$..a', '$.a[0]', '$.a[*].b', '$.a[-1:]', '$.a[0,1]', "$['a']['b']", '$.a[?(@.b > 1)]'],
  ...[
    "$.a[?(@.b == 'x' && !(@.c))]",
    '$$.Execution.Input.a',
    '$v',
    '$list[0].a',
    '$.a[?(@.b =~ /x+/)]',
    '$.a.length()',
  ],
];
const INTRINSICS = [
  ...["States.Format('{} {}', $.a, 1)", 'States.Array($.a, $.b)', 'States.ArrayPartition($.a, 2)', 'States.UUID()'],
  ...['States.ArrayContains($.a, 1)', 'States.ArrayRange(1, 9, 2)', 'States.ArrayRange(0, 1000000000, 1)'],
  ...['States.ArrayGetItem($.a, 0)', 'States.ArrayLength($.a)', 'States.ArrayUnique($.a)', "States.Base64Encode('x')"],
  ...["States.Base64Decode('eA==')", "States.Hash('x', 'SHA-256')", 'States.JsonMerge($.a, $.b, false)'],
  ...["States.StringToJson('[1]')", 'States.JsonToString($)', 'States.MathRandom(1, 9)', 'States.MathAdd($.a, 1)'],
  ...["States.StringSplit('a,b', ',')", "States.Format('\\\\{{}', States.Array(States.UUID()))"],
];

type Change = { readonly at: number; readonly cut: number; readonly put: string };

function changed(texts: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(200),
    cut: fc.nat(6),
    put: fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...texts), fc.constant('')),
  });
  const changes = fc.array(change, { maxLength: 4 });
  return fc.tuple(fc.constantFrom(...texts), changes).map(([text, all]) => all.reduce(put, text));
}

function put(text: string, change: Change): string {
  const at = change.at % (text.length + 1);
  return text.slice(0, at) + change.put + text.slice(at + change.cut);
}

const text = fc.oneof(
  { weight: 4, arbitrary: fc.record({ language: fc.constant('jsonata' as const), text: inStates(expression) }) },
  { weight: 5, arbitrary: fc.record({ language: fc.constant('jsonata' as const), text: changed(SUITE, PIECES) }) },
  { weight: 1, arbitrary: fc.record({ language: fc.constant('path' as const), text: changed(PATHS, PATH_PIECES) }) },
  {
    weight: 1,
    arbitrary: fc.record({ language: fc.constant('intrinsic' as const), text: changed(INTRINSICS, PATH_PIECES) }),
  },
);
const question = fc
  .record({ asked: text, input: data as fc.Arbitrary<Json> })
  .map(({ asked, input }): Question => ({ ...asked, input }));

/** Names at the top level are refused; below the input they are found. */
function inStates(generated: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return generated.map((body) => `$states.input.(${body})`);
}

const thread = new BoundedEvaluation(MAX_HEAP_MB);
afterAll(() => thread.close());

test('expressions - any text has an answer or a typed error, soon and in bounded memory', {
  timeout: FULL_TIMEOUT_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const { outcome, cpuMs } = await thread.evaluate(asked);
      expect(outcome).not.toContain('crashed');
      expect(cpuMs).toBeLessThan(MAX_CPU_MS);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
