import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';

const shown = (expected: string, actual: string) =>
  diffLines([...expected], [...actual])
    .map(({ mark, text }) => `${mark.trim()}${text}`)
    .join(' ');

test.each([
  ['abc', 'abc', 'a b c'],
  ['abc', 'axc', 'a -b +x c'],
  ['abcd', 'bcde', '-a b c d +e'],
  ['', 'ab', '+a +b'],
  ['ab', '', '-a -b'],
  ['aaa', 'aa', 'a a -a'],
])('diff - %s became %s', (expected, actual, diff) => {
  expect(shown(expected, actual)).toBe(diff);
});

test('diff - its lines without the new ones are the old text, and the other way round', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (expected, actual) => {
      const diff = diffLines(expected, actual);
      const without = (mark: string) => diff.filter((line) => line.mark !== mark).map((line) => line.text);
      expect([without('+'), without('-')]).toEqual([expected, actual]);
    }),
  );
});

test('diff - texts too long to be compared are shown as replaced', () => {
  const lines = (letter: string) => Array.from({ length: 1_001 }, (_, at) => `${letter}${at}`);
  const marks = diffLines(lines('a'), lines('b')).map(({ mark }) => mark);
  expect([marks.indexOf('+'), marks.length]).toEqual([1_001, 2_002]);
});
