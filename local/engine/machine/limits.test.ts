import { expect, test } from 'vitest';
import { exceedsDataLimit, MAX_DATA_BYTES } from './limits.ts';

test.each([
  ['a', 1],
  ['ä', 2],
  ['€', 3],
  ['😀', 4],
])('data limit - counts %s as %i bytes', (character, bytes) => {
  const most = MAX_DATA_BYTES / bytes;
  expect(exceedsDataLimit(character.repeat(Math.floor(most)))).toBe(false);
  expect(exceedsDataLimit(character.repeat(Math.floor(most) + 1))).toBe(true);
});
