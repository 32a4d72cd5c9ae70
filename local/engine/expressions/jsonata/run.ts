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

/**
 * A step is what looking at one item of a list takes, some 30 ns: all of them end well within a tenth of a second. What
 * takes longer counts for several.
 */
export const MAX_STEPS = 1_500_000;
export const STEPS_PER_CALL = 8;
export const STEPS_PER_COPY = 4;
const STEPS_PER_NODE = 1;
const CHARACTERS_PER_STEP = 16;
const BYTES_PER_STEP = 48;

/** What things take up here. An item is a word; a list that grows makes room beforehand. */
const BYTES_PER_ITEM = 8;
const BYTES_PER_GROWN_ITEM = 12;
const BYTES_PER_TEXT_UNIT = 2;
export const BYTES_PER_OBJECT = 64;
export const BYTES_PER_LIST = 192;
export const BYTES_PER_TUPLE = 192;
export const BYTES_PER_FUNCTION = 320;

/**
 * What all values of one evaluation may take up together, in values of the greatest size. Garbage counts: what is still
 * held cannot be told from it.
 */
const VALUES_PER_RUN = 2;

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
    this.step(STEPS_PER_NODE);
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

  /** Called before a built-in goes through so many characters of a text. */
  read(characters: number): void {
    this.step(characters / CHARACTERS_PER_STEP);
  }

  /** Called before an array of so many items is made. */
  chargeCells(count: number): void {
    this.boundValue(count * BYTES_PER_CELL);
    this.allocate(count * BYTES_PER_ITEM);
  }

  /** Called before an array of `held` items grows by so many. */
  chargeGrowth(count: number, held: number): void {
    this.boundValue((count + held) * BYTES_PER_CELL);
    this.allocate(count * BYTES_PER_GROWN_ITEM);
  }

  /** Called before a string of so many characters is made, or one of `held` characters grows by so many. */
  chargeCharacters(count: number, held = 0): void {
    this.boundValue((count + held) * BYTES_PER_CHARACTER);
    this.allocate(count * BYTES_PER_TEXT_UNIT);
  }

  /** Called before two texts are joined, which copies neither. */
  chargeJoined(characters: number): void {
    this.boundValue(characters * BYTES_PER_CHARACTER);
    this.allocate(BYTES_PER_OBJECT);
  }

  /** Called before so many bytes are taken up, which takes its time too. */
  allocate(bytes: number): void {
    this.step(bytes / BYTES_PER_STEP);
    this.allocatedBytes += bytes;
    if (this.allocatedBytes > VALUES_PER_RUN * this.limits.maxValueBytes) {
      throw new JsonataError('memory');
    }
  }

  private boundValue(bytes: number): void {
    if (bytes > this.limits.maxValueBytes) {
      throw new JsonataError('memory');
    }
  }
}
