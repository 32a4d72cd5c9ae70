import type { Compatibility as Mode } from '../../project/index.ts';

/** `backward`: the newer version reads what the older one wrote. `forward`: the other way round. */
export type Direction = 'backward' | 'forward';

type ModeRow = { readonly directions: readonly Direction[]; readonly against: 'last' | 'all' };

/** What a new version owes to the older ones, by mode. */
export const MODES = {
  BACKWARD: { directions: ['backward'], against: 'last' },
  BACKWARD_TRANSITIVE: { directions: ['backward'], against: 'all' },
  FORWARD: { directions: ['forward'], against: 'last' },
  FORWARD_TRANSITIVE: { directions: ['forward'], against: 'all' },
  FULL: { directions: ['backward', 'forward'], against: 'last' },
  FULL_TRANSITIVE: { directions: ['backward', 'forward'], against: 'all' },
  NONE: { directions: [], against: 'last' },
} as const satisfies Record<Mode, ModeRow>;

export type Pair<Version> = { readonly older: Version; readonly newer: Version };

/** The versions that are compared: each with the one before it, or with all before it. `versions` are in order. */
export function pairsOf<Version>(mode: Mode, versions: readonly Version[]): readonly Pair<Version>[] {
  const { directions, against }: ModeRow = MODES[mode];
  if (directions.length === 0) return [];
  return versions.flatMap((newer, index) =>
    versions.slice(against === 'all' ? 0 : Math.max(0, index - 1), index).map((older) => ({ older, newer })),
  );
}
