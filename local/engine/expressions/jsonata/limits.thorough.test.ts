import { afterAll, describe, expect, test } from 'vitest';
import { BoundedEvaluation, type Evaluated } from '../bounded-evaluation.fixture.ts';
import { ExpressionError } from '../errors.ts';
import type { Json } from '../json.ts';
import { compileJsonata, evaluateJsonata } from './index.ts';

const MEMORY = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
const DEPTH =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive';
const TIME = 'Expression evaluation timeout: Check for infinite loop';

const terms = (count: number): string => Array.from({ length: count }, () => '1').join('+');
const doubled = (times: number): string =>
  `($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p("x", ${times})))`;

test.each([
  ['[1..873782] ~> $count()', 873_782],
  [doubled(22), 2 ** 22],
  [terms(100), 100],
  ['($f := function($n, $sum) { $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(10000, 0))', 50_005_000],
  ['$count($range(1, 200000, 1))', 200_000],
  ['$count($reduce([1..3000], function($list, $n) { $append($list, $n) }, []))', 3000],
  ['$length($reduce([1..50000], function($text, $n) { $text & "twenty characters..." }, ""))', 1_000_000],
  ['$count([1..50000].{"id": $, "name": "item " & $})', 50_000],
  ['$match("price: 42 EUR", /\\d+(?= EUR)/).match', '42'],
  ['$replace("a-a b-c", /(\\w)-\\1/i, "<$1>")', '<a> b-c'],
  ['$count($split($pad("", 100000, "field,"), /,/))', 16_667],
])('jsonata limits - %s is accepted', (text, expected) => {
  expect(evaluate(text)).toBe(expected);
});

/** What each of these may take, and what most of it would take without bounds: minutes, and gigabytes. */
const MAX_CPU_MS = 100;
const MAX_HEAP_MB = 64;
/** What disturbs an evaluation only makes it longer. */
const TRIES = 3;

const LIST = '$l := [1..800000]';
const TEXT = '$s := $pad("", 4000000, "a")';
const often = (setting: string, expression: string): string => `(${setting}; [1..100000].(${expression}))`;

const EXHAUSTING: Readonly<Record<string, readonly string[]>> = {
  [MEMORY]: [
    ...['[1..873783] ~> $count()', '[1..1e7]', '$range(1, 1e9, 1)', '$count($range(1, 1000000, 1))', doubled(23)],
    ...['$pad("", 2e8)', '$pad("", -2e8, "abc")', '[1..100].$pad("", 4000000)'],
    '($f := function($list) { $f($append($list, $list)) }; $f([1]))',
    '($big := [1..500000]; [1..500000].$big)',
    '($f := function($list, $n) { $n = 0 ? $list : $f([[1..800000], [$list]], $n - 1) }; $count($f([], 60)))',
    '$replace($pad("", 100000, "a"), "a", $pad("", 100000, "b"))',
    '$replace($pad("", 100000, "a"), /a/, $pad("", 100000, "b"))',
    '$replace($pad("", 4000000, "a"), "a", "bb")',
    '$match($pad("", 4000000, "a"), /a/)',
    '$split($pad("", 4000000, "a"), "")',
    '$zip([1..800000], [1..800000], [1..800000])',
    '$formatNumber(1, $pad("", 4000000, "0"))',
    '$formatNumber(1e300, $pad("", 1000000, "#,") & "0")',
    '$fromMillis(0, "[Y,9999999-9999999]")',
    '$fromMillis(0, $pad("", 1000000, "[[]]"))',
    '$toMillis($pad("", 100000, "1"), $pad("", 100000, "[Y]"))',
    '[1..1000]@$a.[1..1000]@$b',
    ...['[1..800000]^(>$)', '$reverse($reverse($reverse($reverse($reverse($reverse([1..800000]))))))'],
    '$reduce([1..800000], function($a, $b) { $append($a, $b) }, [])',
    ...[often(LIST, '$append($l, 1)'), often(LIST, '[$l]')],
  ],
  [TIME]: [
    '($f := function($x) { $f($x + 1) }; $f(1))',
    '($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x, "b": $x}, $n - 1) }; $f(1, 64))',
    '($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x, "b": $x}, $n - 1) }; $string($f(1, 64)))',
    '($f := function($x, $n) { $n = 0 ? $x : $f([[$x], [$x]], $n - 1) }; $boolean($f(0, 64)))',
    '$map([1..5000], function($a) { $map([1..5000], function($b) { $a * $b }) })',
    '$map([1..800000], function($i) { {"a": $i} })',
    '$keys($map([1..100000], function($i) { {"k" & $i: $i} }))',
    ...['[1..800000].{"a": $, "b": [$]}', '[1..800000]{$string($): $}', '$merge([1..800000].{"k" & $: $})'],
    ...['$distinct([1..800000])', '$shuffle([1..800000])'],
    ...['$string([1..800000])', '$join([1..800000].$string())', '$join($map([1..800000], $string), ",")'],
    '$parse("[" & $pad("0", 3000000, ",{}") & "]")',
    '$filter([1..800000], function($v) { $v > 5 })',
    ...['[1..800000].$uuid()', '[1..800000].$now()', '[1..800000].$formatNumber($, "#,##0.00")'],
    ...['[1..800000].$formatInteger($, "w")', '[1..800000].$hash("a", "SHA-512")', '[1..800000].$parse("{}")'],
    ...['[1..800000].$match("abc", /b/)', '[1..800000].$split("a b c", " ")', '[1..800000].$base64encode("abc")'],
    ...['$sort([1..800000])', often(LIST, '$l^($)')],
    ...[often(LIST, '$sum($l)'), often(LIST, '$spread($l)'), often(LIST, '$l.*')],
    ...[often(TEXT, '$length($s)'), often(TEXT, '$contains($s, "b")'), often(TEXT, '$contains($s, /b/)')],
    ...[often(TEXT, '$uppercase($s)'), often(TEXT, '$s & "x" = $s')],
    ...[often(TEXT, '$substringBefore($s, "b")'), often(TEXT, '$trim($s)'), often(TEXT, '$hash($s, "MD5")')],
    '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /(a+)+$/)',
    '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /^(?=(a+)+$)/)',
    '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /^(a+)+\\1$/)',
    '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /^(a|aa)+$/i)',
    '$contains($pad("", 50000, "a") & "b", /(?<=a+)c/)',
    '$replace($pad("", 1000000, "a"), /a(.*b)?/, "")',
    `$toMillis("${'a'.repeat(100)}", "${'[MNn][FNn]'.repeat(8)}1")`,
  ],
  [DEPTH]: [
    '($f := function($n) { $n < 2 ? $n : $f($n - 1) + $f($n - 2) }; $f(80))',
    ...[terms(102), '($f := function($x) { 1 + $f($x + 1) }; $f(1))'],
    '($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x}, $n - 1) }; $f(1, 50000))',
  ],
  'repeats its groups too many times': ['$contains("a", /((ab){1000}){1000}/)'],
};

describe('jsonata limits', () => {
  const thread = new BoundedEvaluation(MAX_HEAP_MB);
  afterAll(() => thread.close());

  const rows = Object.entries(EXHAUSTING).flatMap(([message, texts]) => texts.map((text) => [text, message] as const));
  test.each(rows)('%s ends soon and in little memory', async (text, message) => {
    const tries: Evaluated[] = [];
    do {
      tries.push(await thread.evaluate({ language: 'jsonata', text, input: {} }));
    } while (tries.length < TRIES && (tries.at(-1)?.cpuMs ?? 0) > MAX_CPU_MS);
    expect(tries[0]?.outcome).toMatch('States.QueryEvaluationError: ');
    expect(tries[0]?.outcome).toContain(message);
    expect(Math.min(...tries.map(({ cpuMs }) => cpuMs))).toBeLessThan(MAX_CPU_MS);
  });
});

test('jsonata limits - data nested deeper than the stack fails the expression only', () => {
  const input = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  const failing = () => evaluateJsonata(compileJsonata('$string($states.input)'), scopeOf(input), 'Output');
  expect(failing).toThrow(ExpressionError);
});

test('jsonata limits - an expression nested deeper than the parser reaches is refused', () => {
  const text = `${'('.repeat(50_000)}1${')'.repeat(50_000)}`;
  expect(() => compileJsonata(text)).toThrow(expect.objectContaining({ code: 'INVALID_JSONATA_EXPRESSION' }));
});

test('jsonata limits - a message shows no more of a value than a cause may hold', () => {
  const deep = '($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x, "b": $x}, $n - 1) }; -$f(1, 64))';
  for (const text of ['$number($pad("", 4000000, "x"))', '-[1..800000]', deep]) {
    expect(() => evaluate(text)).toThrow(expect.objectContaining({ cause: expect.stringMatching(/^.{100,32768}$/s) }));
  }
});

function evaluate(text: string): unknown {
  return evaluateJsonata(compileJsonata(text), scopeOf({}), 'Output');
}

function scopeOf(input: Json) {
  return { states: { input, context: {} }, variables: {}, random: () => 0.5, at: 0 };
}
