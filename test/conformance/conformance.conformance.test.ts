import { expect, test } from 'vitest';
import { findCases } from './case-files.ts';
import { checkPassing } from './check-passing.ts';

test('conformance - every case that passed still passes', async ({ skip }) => {
  const folder = findCases(process.env.CONFORMANCE_CASES);
  if (folder === null) {
    console.log('Not checked: CONFORMANCE_CASES names no folder of recorded cases.');
    return skip();
  }
  const { lost } = await checkPassing(folder);
  expect(lost).toEqual([]);
});
