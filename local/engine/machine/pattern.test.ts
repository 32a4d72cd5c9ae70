import { expect, test } from 'vitest';
import { matchesPattern } from './pattern.ts';

test.each([
  ['log-2026.txt', 'log-*.txt'],
  ['log-.txt', 'log-*.txt'],
  ['anything', '*'],
  ['', '*'],
  ['abcabc', 'a*b*c'],
  ['a*c', 'a\\*c'],
  ['a\\b', 'a\\\\b'],
  ['a\nb', 'a*b'],
])('pattern - %j matches %j', (text, pattern) => {
  expect(matchesPattern(text, pattern)).toBe(true);
});

test.each([
  ['log-2026.csv', 'log-*.txt'],
  ['ab', 'ab*b'],
  ['abc', 'a\\*c'],
  ['abc', 'ab'],
  ['a.c', 'a?c'],
])('pattern - %j does not match %j', (text, pattern) => {
  expect(matchesPattern(text, pattern)).toBe(false);
});

test('pattern - many stars over a long text take no time', () => {
  expect(matchesPattern('a'.repeat(100_000), `${'*a'.repeat(50)}*b`)).toBe(false);
});
