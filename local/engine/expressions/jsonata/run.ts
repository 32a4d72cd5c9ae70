import { JsonataError } from './errors.ts';

/** How deep evaluation may nest: AWS refuses between 99 and 101, counted as jsonata counts entries of `evaluate`. */
export const MAX_DEPTH = 100;

/**
 * What one value may hold. AWS accepts `[1..873782]` and refuses one more, accepts a string of 2^22 characters and
 * refuses 2^23: a number in an array counts 24 bytes and a character 4, of a little under 20 MiB.
 */
export const MAX_VALUE_BYTES = 873_782 * 24;
export const BYTES_PER_CELL = 24;
export const BYTES_PER_CHARACTER = 4;

/** Items that a path step or filter looks at, nodes that a comparison or conversion visits; calls and copies count for several. */
export const MAX_STEPS = 2_000_000;
export const STEPS_PER_CALL = 8;
export const STEPS_PER_COPY = 4;

/** One evaluation may allocate several times what one value may hold: AWS's collector would have freed most of it. */
const ALLOCATIONS_PER_VALUE = 64;

export type Limits = { readonly maxDepth: number; readonly maxSteps: number; readonly maxValueBytes: number };

export const AWS_LIMITS: Limits = { maxDepth: MAX_DEPTH, maxSteps: MAX_STEPS, maxValueBytes: MAX_VALUE_BYTES };

/** One evaluation: what it may still spend, and its only sources of time and randomness. */
export class Run {
  readonly at: number;
  readonly random: () => number;
  depth = 0;
  private readonly limits: Limits;
  private steps = 0;
  private allocatedBytes = 0;

  constructor(at: number, random: () => number, limits: Limits) {
    this.at = at;
    this.random = random;
    this.limits = limits;
  }

  /** A node that has parts of its own begins: its parts stand one deeper. The one who enters subtracts again. */
  enter(): void {
    this.depth += 1;
    if (this.depth >= this.limits.maxDepth) {
      throw new JsonataError('depth');
    }
  }

  step(count = 1): void {
    this.steps += count;
    if (this.steps > this.limits.maxSteps) {
      throw new JsonataError('time');
    }
  }

  /** Called before an array of so many items is made, or one of `held` items grows by so many. */
  chargeCells(count: number, held = 0): void {
    this.charge(count * BYTES_PER_CELL, held * BYTES_PER_CELL);
  }

  /** Called before a string of so many characters is made, or one of `held` characters grows by so many. */
  chargeCharacters(count: number, held = 0): void {
    this.charge(count * BYTES_PER_CHARACTER, held * BYTES_PER_CHARACTER);
  }

  private charge(bytes: number, heldBytes: number): void {
    this.allocatedBytes += bytes;
    if (
      bytes + heldBytes > this.limits.maxValueBytes ||
      this.allocatedBytes > ALLOCATIONS_PER_VALUE * this.limits.maxValueBytes
    ) {
      throw new JsonataError('memory');
    }
  }
}
