import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { ExpressionError } from '../errors.ts';
import type { Json } from '../json.ts';
import { compileJsonata, evaluateJsonata } from './index.ts';

// As the engine is started: a pattern that backtracks too much goes on in linear time.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

const MEMORY = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
const DEPTH =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive';
const TIME = 'Expression evaluation timeout: Check for infinite loop';

/** Generous for a machine that others use too; what runs away takes minutes. */
const SOON_MS = 1000;

const terms = (count: number): string => Array.from({ length: count }, () => '1').join('+');
const doubled = (times: number): string =>
  `($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p("x", ${times})))`;

test.each([
  ['[1..873782] ~> $count()', 873_782],
  [doubled(22), 2 ** 22],
  [terms(100), 100],
  ['($f := function($n, $sum) { $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(10000, 0))', 50_005_000],
  ['$count($range(1, 200000, 1))', 200_000],
])('jsonata limits - %s is accepted, as on AWS', (text, expected) => {
  expect(evaluate(text)).toBe(expected);
});

test.each([
  ['[1..873783] ~> $count()', MEMORY],
  [doubled(23), MEMORY],
  [terms(102), DEPTH],
  ['$pad("", 2e8)', MEMORY],
  ['$pad("", -2e8, "abc")', MEMORY],
  ['[1..1e7]', MEMORY],
  ['$range(1, 1e9, 1)', MEMORY],
  ['$count($range(1, 1000000, 1))', MEMORY],
  ['($f := function($x) { $f($x + 1) }; $f(1))', TIME],
  ['($f := function($x) { 1 + $f($x + 1) }; $f(1))', DEPTH],
  ['($f := function($l) { $f($append($l, $l)) }; $f([1]))', MEMORY],
  ['($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x, "b": $x}, $n - 1) }; $f(1, 64))', TIME],
  ['($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x, "b": $x}, $n - 1) }; $string($f(1, 64)))', TIME],
  ['($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x}, $n - 1) }; $f(1, 50000))', DEPTH],
  ['$map([1..5000], function($a) { $map([1..5000], function($b) { $a * $b }) })', TIME],
  ['($big := [1..500000]; [1..500000].$big)', MEMORY],
  ['$replace($pad("", 100000, "a"), "a", $pad("", 100000, "b"))', MEMORY],
])('jsonata limits - %s ends soon', (text, message) => {
  const before = performance.now();
  expect(() => evaluate(text)).toThrow(
    expect.objectContaining({ cause: expect.stringContaining(`threw an error during evaluation: ${message}`) }),
  );
  expect(performance.now() - before).toBeLessThan(SOON_MS);
});

test('jsonata limits - a pattern that backtracks without end ends soon', () => {
  const before = performance.now();
  expect(evaluate('$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /(a+)+$/)')).toBe(false);
  expect(performance.now() - before).toBeLessThan(SOON_MS);
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

function evaluate(text: string): unknown {
  return evaluateJsonata(compileJsonata(text), scopeOf({}), 'Output');
}

function scopeOf(input: Json) {
  return { states: { input, context: {} }, variables: {}, random: () => 0.5, at: 0 };
}
