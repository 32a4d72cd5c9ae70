import { expect, test } from 'vitest';
import { nearestWord } from './spelling.ts';

const KNOWN = ['required', 'properties', 'items', 'not', 'if', 'logicalType'];

test.each<[word: string, most: number, meant: string | null]>([
  ['requried', 2, 'required'],
  ['requred', 2, 'required'],
  ['propertys', 2, 'properties'],
  ['propertys', 1, null],
  ['item', 2, 'items'],
  ['logicaltype', 1, 'logicalType'],
  ['unit', 2, null],
  ['min', 2, null],
  ['owner', 2, null],
])('spelling - %s, at most %i slips: %s', (word, most, meant) => {
  expect(nearestWord(word, KNOWN, most)).toBe(meant);
});
