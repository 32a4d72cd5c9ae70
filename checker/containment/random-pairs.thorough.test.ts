import { expect, test } from 'vitest';
import { checkPairs } from './check-pairs.fixture.ts';

test('containment - no document refutes an answer about 200 random pairs', () => {
  const { refuted, verdicts } = checkPairs({ from: 1, count: 200 }, 100);
  expect(refuted).toEqual([]);
  expect(verdicts.contained).toBeGreaterThan(60);
  expect(verdicts['not-contained']).toBeGreaterThan(60);
  expect(verdicts.undecided).toBeLessThan(4);
});
