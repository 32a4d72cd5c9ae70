import { expect, test } from 'vitest';
import { type Random, randomOf } from '../random-schema.fixture.ts';
import { Patterns } from './patterns.ts';

const CHARS = ['a', 'b', '-', '.', '[ab]', '[^a]', '\\w', '\\W', '[a-]', '\\d'];
const PLACES = ['^', '$', '\\b', '\\B'];
const OPENINGS = ['(', '(?:', '(?=', '(?!', '(?<=', '(?<!'];
const QUANTIFIERS = ['*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}', '*?'];

function randomPattern(random: Random, depth: number): string {
  const sequence = () => Array.from({ length: random.below(4) }, () => randomPart(random, depth)).join('');
  return random.chance(0.25) ? `${sequence()}|${sequence()}` : sequence();
}

function randomPart(random: Random, depth: number): string {
  if (random.chance(0.2)) return random.oneOf(PLACES);
  const opening = depth > 0 && random.chance(0.5) ? random.oneOf(OPENINGS) : '';
  const part = opening === '' ? random.oneOf(CHARS) : `${opening}${randomPattern(random, depth - 1)})`;
  const isQuantified = !/^\(\?[=!<]/.test(opening) && random.chance(0.35);
  return isQuantified ? `${part}${random.oneOf(QUANTIFIERS)}` : part;
}

test('patterns - automata match as the regular expressions do, or more where they must', () => {
  const random = randomOf(1);
  let known = 0;
  for (let count = 0; count < 3_000; count++) {
    const pattern = random.chance(0.1) ? `(${randomPattern(random, 2)})-\\1` : randomPattern(random, 3);
    const patterns = new Patterns();
    const language = patterns.languageOf(pattern);
    const around = patterns.languageAround(pattern);
    if (language !== undefined) known++;
    const matcher = new RegExp(pattern, 'u');
    for (let words = 0; words < 30; words++) {
      const word = Array.from({ length: random.below(6) }, () => random.oneOf(['a', 'b', '-', '1'])).join('');
      const isMatched = matcher.test(word);
      const told = language === undefined ? isMatched : patterns.languages.has(language, word);
      expect(told, `${pattern} on "${word}"`).toBe(isMatched);
      if (isMatched) expect(patterns.languages.has(around, word), `around ${pattern} on "${word}"`).toBe(true);
    }
  }
  expect(known).toBeGreaterThan(1_500);
});

test('patterns - properties, escapes and classes are those of the standard', () => {
  const patterns = new Patterns();
  const rows: readonly (readonly [pattern: string, matched: string, unmatched: string])[] = [
    ['^\\p{Lu}$', 'Ä', 'ä'],
    ['^\\P{Lu}$', 'ä', 'Ä'],
    ['^\\p{Script=Greek}+$', 'αβγ', 'abc'],
    ['^\\u0041\\x42\\u{43}$', 'ABC', 'abc'],
    ['^\\ud83d\\ude00$', '\u{1F600}', '\ud83d'],
    ['^.$', '\u{1F600}', '\n'],
    ['^[\\s\\S]$', '\n', ''],
    ['^\\s$', '\ufeff', '\u180e'],
    ['^[\\]\\-\\\\^]$', ']', 'a'],
    ['^[^]$', '\n', ''],
    ['^\\cJ$', '\n', 'J'],
    ['^(?<year>\\d{4})$', '2026', '26'],
    ['^a{2,}?$', 'aaa', 'a'],
  ];
  for (const [pattern, matched, unmatched] of rows) {
    expect(patterns.languageOf(pattern), pattern).toBeDefined();
    expect(patterns.matches(pattern, matched), pattern).toBe(new RegExp(pattern, 'u').test(matched));
    expect([patterns.matches(pattern, matched), patterns.matches(pattern, unmatched)], pattern).toEqual([true, false]);
  }
});

test('patterns - what automata cannot express is left to the regular expression', () => {
  const patterns = new Patterns();
  for (const pattern of ['(a)\\1', '(?:a(?=b))*', '(?<n>a)\\k<n>', '(?i:a)', '(', 'a{2,1}', '[b-a]', '\\p{None}']) {
    expect(patterns.languageOf(pattern), pattern).toBeUndefined();
  }
  expect(patterns.matches('(a)\\1', 'aa')).toBe(true);
});
