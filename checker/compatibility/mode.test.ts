import { expect, test } from 'vitest';
import { type MODES, pairsOf } from './mode.ts';

const PAIRS = {
  BACKWARD: '1→2 2→3',
  BACKWARD_TRANSITIVE: '1→2 1→3 2→3',
  FORWARD: '1→2 2→3',
  FORWARD_TRANSITIVE: '1→2 1→3 2→3',
  FULL: '1→2 2→3',
  FULL_TRANSITIVE: '1→2 1→3 2→3',
  NONE: '',
} as const satisfies Record<keyof typeof MODES, string>;

test.each(Object.entries(PAIRS))('mode - %s compares %s', (mode, pairs) => {
  const found = pairsOf(mode as keyof typeof MODES, [1, 2, 3]);
  expect(found.map(({ older, newer }) => `${older}→${newer}`).join(' ')).toBe(pairs);
});

test('mode - one version is compared with none', () => {
  expect(pairsOf('FULL_TRANSITIVE', [1])).toEqual([]);
});
