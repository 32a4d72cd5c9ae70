/** What holds together of one value, and the choices that are still open: a branch of the search. */
import type { Literal } from '../schema/shapes.ts';
import { isAmong } from '../values/json-value.ts';
import type { Fact, Problem, Together, Unfolded } from './facts.ts';

type Choice = readonly Together[];

const LEVELS_AHEAD = 3;

export class Conjunction {
  readonly #unfold: (literal: Literal) => Unfolded;
  readonly #literals: Set<Literal>;
  readonly #facts: Fact[];
  #choices: readonly Choice[];
  #values: readonly unknown[] | undefined;

  constructor(unfold: (literal: Literal) => Unfolded, from?: Conjunction) {
    this.#unfold = unfold;
    this.#literals = new Set(from === undefined ? [] : from.#literals);
    this.#facts = from === undefined ? [] : [...from.#facts];
    this.#choices = from === undefined ? [] : from.#choices;
    this.#values = from === undefined ? undefined : from.#values;
  }

  copy(): Conjunction {
    return new Conjunction(this.#unfold, this);
  }

  get facts(): readonly Fact[] {
    return this.#facts;
  }

  /** The values that alone are left, where a schema lists them. */
  get values(): readonly unknown[] | undefined {
    return this.#values;
  }

  /** False when it contradicts what is there. */
  add(together: Together): boolean {
    const queue = [...together].reverse();
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
      if (typeof part !== 'number') this.#addFact(part);
      else if (!this.#literals.has(part)) {
        if (this.#literals.has(-part)) return false;
        this.#literals.add(part);
        const unfolded = this.#unfold(part);
        if (unfolded === undefined) return false;
        queue.push(...unfolded.together);
        if (unfolded.choices.length > 0) this.#choices = [...this.#choices, ...unfolded.choices];
      }
    }
    return true;
  }

  #addFact(fact: Fact): void {
    if (fact.kind !== 'among') this.#facts.push(fact);
    else if (this.#values === undefined) this.#values = fact.values;
    else this.#values = this.#values.filter((value) => isAmong(value, fact.values));
  }

  /**
   * Takes out the choice that is worth the most, those made already go. Empty when one has no way left, undefined
   * when there are no choices.
   */
  takeChoice(problem: Problem, charge: (steps: number) => void): Choice | undefined {
    const open: Choice[] = [];
    for (const choice of this.#choices) {
      charge(choice.length);
      const isMade = (way: Together) => way.every((part) => this.#isMade(part, problem, this.#choices.length > 1));
      if (choice.some(isMade)) continue;
      const left = choice.filter((way) => way.every((part) => this.#isPossible(part, problem)));
      if (left.length === 0) return left;
      open.push(left);
    }
    const [first] = open.toSorted((one, other) => weightOf(one) - weightOf(other));
    this.#choices = open.filter((choice) => choice !== first);
    return first;
  }

  #isMade(part: Literal | Fact, problem: Problem, isWorthwhile: boolean): boolean {
    if (typeof part === 'number') return this.#literals.has(part);
    return isWorthwhile && problem.entails(part);
  }

  /** False only when it contradicts what is there; of a literal, some levels of what it says are looked at. */
  #isPossible(part: Literal | Fact, problem: Problem, levels = LEVELS_AHEAD): boolean {
    if (typeof part !== 'number') return problem.admits(part);
    if (this.#literals.has(part)) return true;
    if (this.#literals.has(-part)) return false;
    if (levels === 0) return true;
    const unfolded = this.#unfold(part);
    return unfolded?.together.every((each) => this.#isPossible(each, problem, levels - 1)) ?? false;
  }
}

/**
 * The fewer ways the better. But a union of whole schemas, of any length, goes before what breaks one of many rules:
 * which of its schemas it is decides most of the other choices.
 */
function weightOf(choice: Choice): number {
  const isUnion = choice.every(([part]) => typeof part === 'number' && part > 0);
  return isUnion ? Math.min(choice.length, WEIGHT_OF_UNION) : choice.length;
}

const WEIGHT_OF_UNION = 2;
