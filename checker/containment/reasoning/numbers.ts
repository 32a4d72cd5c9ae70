/**
 * Numbers: an interval, and multiples. With a multipleOf only the multiples k · step within the interval remain, which
 * are counted through; without, an interval of more than one point holds more numbers than can be denied one by one.
 */
import {
  type Decimal,
  decimalOf,
  floorQuotient,
  isMultipleOf,
  isWhole,
  leastCommonMultiple,
  multiply,
  numberOf,
  quotientOf,
} from '../values/decimal.ts';
import { type Answer, type Fact, NONE, type Problem, unknown } from './facts.ts';

type Bound = { readonly value: number; readonly open: boolean };

/** Multiples looked at before giving up. */
const MAX_TRIALS = 10_000;

export class NumberProblem implements Problem {
  #low: Bound = { value: Number.NEGATIVE_INFINITY, open: true };
  #high: Bound = { value: Number.POSITIVE_INFINITY, open: true };
  readonly #multiples: number[] = [];
  readonly #others: number[] = [];
  readonly #except = new Set<unknown>();

  constructor(facts: readonly Fact[]) {
    for (const fact of facts) this.#add(fact);
  }

  #add(fact: Fact): void {
    if (fact.kind === 'above' && isTighter(fact.bound - this.#low.value, fact.open, this.#low.open)) {
      this.#low = { value: fact.bound, open: fact.open };
    } else if (fact.kind === 'below' && isTighter(this.#high.value - fact.bound, fact.open, this.#high.open)) {
      this.#high = { value: fact.bound, open: fact.open };
    } else if (fact.kind === 'multiple') {
      (fact.holds ? this.#multiples : this.#others).push(fact.of);
    } else if (fact.kind === 'except') {
      for (const value of fact.values) this.#except.add(value);
    }
  }

  admits(fact: Fact): boolean {
    if (fact.kind === 'above') return isOrdered({ value: fact.bound, open: fact.open }, this.#high);
    if (fact.kind === 'below') return isOrdered(this.#low, { value: fact.bound, open: fact.open });
    if (fact.kind === 'multiple' && !fact.holds) return !this.#multiples.some((step) => isMultipleOf(step, fact.of));
    return true;
  }

  entails(fact: Fact): boolean {
    if (fact.kind === 'above') return !isOrdered(this.#low, { value: fact.bound, open: !fact.open });
    if (fact.kind === 'below') return !isOrdered({ value: fact.bound, open: !fact.open }, this.#high);
    return fact.kind === 'multiple' && fact.holds && this.#multiples.some((step) => isMultipleOf(step, fact.of));
  }

  settle(): Answer {
    if (!isOrdered(this.#low, this.#high)) return NONE;
    const [first, ...others] = this.#multiples.map(decimalOf);
    return first === undefined ? this.#anyNumber() : this.#multiple(others.reduce(leastCommonMultiple, first));
  }

  #anyNumber(): Answer {
    const [low, high] = [this.#low.value, this.#high.value];
    for (const value of candidates(low, high)) if (this.#fits(value)) return { kind: 'value', value };
    return low === high ? NONE : unknown('no number was found within narrow bounds');
  }

  #fits(value: number): boolean {
    const point = { value, open: false };
    return (
      Number.isFinite(value) &&
      isOrdered(this.#low, point) &&
      isOrdered(point, this.#high) &&
      !this.#except.has(value) &&
      !this.#others.some((step) => isMultipleOf(value, step))
    );
  }

  #multiple(step: Decimal): Answer {
    const skipped = this.#others.map((other) => quotientOf(leastCommonMultiple(step, decimalOf(other)), step));
    if (skipped.includes(1n)) return NONE;
    const [first, last] = [this.#leastMultiple(step), this.#greatestMultiple(step)];
    if (first !== null && last !== null && first > last) return NONE;
    let trials = 0;
    for (const factor of factorsBetween(first, last)) {
      if (++trials > MAX_TRIALS + this.#except.size) return unknown('no multiple was found among the first thousands');
      if (skipped.some((each) => factor % each === 0n)) continue;
      const { value, exact } = numberOf(multiply(step, factor));
      if (!this.#except.has(value) && exact) return { kind: 'value', value };
      if (!exact) return unknown('a multiple has more digits than a number holds');
    }
    return NONE;
  }

  #leastMultiple(step: Decimal): bigint | null {
    const { value, open } = this.#low;
    if (!Number.isFinite(value)) return null;
    const bound = decimalOf(value);
    const below = floorQuotient(bound, step);
    return !open && isWhole(bound, step) ? below : below + 1n;
  }

  #greatestMultiple(step: Decimal): bigint | null {
    const { value, open } = this.#high;
    if (!Number.isFinite(value)) return null;
    const bound = decimalOf(value);
    const below = floorQuotient(bound, step);
    return open && isWhole(bound, step) ? below - 1n : below;
  }
}

const isTighter = (by: number, open: boolean, wasOpen: boolean): boolean =>
  by > 0 || (by === 0 && open && !wasOpen) || Number.isNaN(by);

/** Whether a number lies between the two. */
const isOrdered = (low: Bound, high: Bound): boolean =>
  low.value < high.value || (low.value === high.value && !low.open && !high.open);

/** Whole numbers between the two, the nearest to zero first. */
function* factorsBetween(first: bigint | null, last: bigint | null): Generator<bigint> {
  let up = first !== null && first > 0n ? first : 0n;
  let down = last !== null && last < 0n ? last : -1n;
  for (;;) {
    const [hasUp, hasDown] = [last === null || up <= last, first === null || down >= first];
    if (hasUp) yield up++;
    if (hasDown) yield down--;
    if (!hasUp && !hasDown) return;
  }
}

/** Numbers to try: simple ones first, then ever closer to the bounds and to zero, then all over the interval. */
function* candidates(low: number, high: number): Generator<number> {
  yield* [0, 1, -1, 0.5, low, high, low + 1, high - 1, Math.ceil(low), Math.floor(high)];
  for (let places = 1; places <= 12; places++) {
    for (const digit of [1, 3, 7]) {
      const little = digit * 10 ** -places;
      yield rounded(low + little, places);
      yield rounded(high - little, places);
      yield rounded(little, places);
      yield rounded(-little, places);
    }
  }
  for (let step = 2; step < 300; step++) yield* [low + step, high - step, step, -step, step + 0.5];
  const [from, to] = [Math.max(low, -Number.MAX_VALUE / 4), Math.min(high, Number.MAX_VALUE / 4)];
  for (let share = 2; share < 64; share++) yield from + (to - from) / share;
}

const rounded = (value: number, places: number): number => Number(value.toFixed(places));
