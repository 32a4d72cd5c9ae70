import { expect, test } from 'vitest';
import { soak } from './soak.ts';

test('containment - no document of 1,000 refutes an answer about any of 2,000 random pairs', () => {
  const { refuted, verdicts } = soak(2_000, 1_000_000);
  expect(refuted).toEqual([]);
  expect(verdicts.contained).toBeGreaterThan(600);
  expect(verdicts['not-contained']).toBeGreaterThan(600);
  expect(verdicts.undecided).toBeLessThan(20);
});
