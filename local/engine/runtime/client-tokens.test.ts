import { expect, test } from 'vitest';
import { ClientTokens } from './client-tokens.ts';

/** Answers 1, 2, 3 … */
function counting() {
  let calls = 0;
  return () => Promise.resolve(++calls);
}

const MINUTE = 60_000;

test('client tokens - the same token answers as before, for a quarter of an hour', async () => {
  const [tokens, act] = [new ClientTokens(), counting()];
  expect(await tokens.once('a', 't', 0, act)).toBe(1);
  expect(await tokens.once('a', 't', 15 * MINUTE, act)).toBe(1);
  expect(await tokens.once('a', 't', 15 * MINUTE + 1, act)).toBe(2);
});

test('client tokens - none, another, or one of another subject acts anew', async () => {
  const [tokens, act] = [new ClientTokens(), counting()];
  const answers = [await tokens.once('a', 't', 0, act), await tokens.once('a', 'u', 0, act)];
  answers.push(
    await tokens.once('b', 't', 0, act),
    await tokens.once('a', null, 0, act),
    await tokens.once('a', null, 0, act),
  );
  expect(answers).toEqual([1, 2, 3, 4, 5]);
});

test('client tokens - the last ten count, and one that failed does not', async () => {
  const [tokens, act] = [new ClientTokens(), counting()];
  await expect(tokens.once('a', 't', 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await tokens.once('a', 't', 0, act)).toBe(1);
  for (let other = 0; other < 10; other++) await tokens.once('a', `${other}`, 0, act);
  expect(await tokens.once('a', 't', 0, act)).toBe(12);
});
