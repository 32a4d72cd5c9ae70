/** Bounds of one question; going beyond one ends in `undecided`, which names it. */
export type ContainmentLimits = {
  /** Steps of reasoning, roughly a microsecond each. */
  readonly maxSteps: number;
  /** Subschemas that the two schemas hold together. */
  readonly maxSubschemas: number;
  /** Levels of nested values, and of nested subschemas. */
  readonly maxDepth: number;
  /** Transitions of one automaton: its states times the characters that it tells apart. */
  readonly maxTransitions: number;
};

export const CONTAINMENT_LIMITS: ContainmentLimits = {
  maxSteps: 200_000,
  maxSubschemas: 50_000,
  maxDepth: 400,
  maxTransitions: 60_000,
};
