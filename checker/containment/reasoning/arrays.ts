/**
 * Arrays. Beyond the places that are mentioned one is like the other, so an array that is longer than all wants need
 * can be cut to one that is not: only few lengths have to be tried. For one length: wanted items are placed, items are
 * counted into or out of what is contained, and values found, different ones where they must be.
 */
import type { SchemaNode } from '../schema/schema-node.ts';
import type { Literal } from '../schema/shapes.ts';
import { differentValues } from './different-values.ts';
import { type Answer, type Fact, NONE, type Problem, type Reasoning, unknown } from './facts.ts';

type Kind<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
type Contains = Kind<'contains'>;
/** An item that has to be somewhere; `counts` for what it is contained, in which case no other of the same may share its place. */
type Want = { readonly from: number; readonly to: number; readonly literal: Literal; readonly counts?: Contains };

/** A place as it is being decided. */
type Slot = { readonly literals: readonly Literal[]; readonly counted: readonly Contains[] };

/** Places whose values are to be equal; none, or two. */
type Twins = readonly number[];

/** The longest array that is made, and the longest in which items are counted. */
const MAX_ITEMS = 100_000;
const MAX_COUNTED = 1_000;

export class ArrayProblem implements Problem {
  readonly #reasoning: Reasoning;
  readonly #nodes: SchemaNode[] = [];
  readonly #every: Kind<'every item'>[] = [];
  readonly #wants: Want[] = [];
  readonly #contains: Contains[] = [];
  readonly #saidOf: (readonly Literal[])[] = [];
  #unique = false;
  #repeated = false;
  #least = 0;
  #most = Number.POSITIVE_INFINITY;
  /** The first place from which on all are alike. */
  #tail = 0;

  constructor(facts: readonly Fact[], reasoning: Reasoning) {
    this.#reasoning = reasoning;
    for (const fact of facts) this.#add(fact);
  }

  #add(fact: Fact): void {
    switch (fact.kind) {
      case 'items':
        this.#nodes.push(fact.node);
        this.#mention(fact.node.prefixItems?.length ?? 0);
        break;
      case 'every item':
        this.#every.push(fact);
        this.#mention(fact.from);
        break;
      case 'item':
        this.#wants.push(fact);
        this.#mention(Number.isFinite(fact.to) ? fact.to : fact.from);
        break;
      case 'contains':
        this.#contains.push(fact);
        break;
      case 'unique':
        if (fact.holds) this.#unique = true;
        else this.#repeated = true;
        break;
      case 'size':
        this.#least = Math.max(this.#least, fact.least);
        this.#most = Math.min(this.#most, fact.most);
    }
  }

  #mention(place: number): void {
    this.#tail = Math.max(this.#tail, place);
  }

  admits(fact: Fact): boolean {
    if (fact.kind === 'size') return fact.least <= this.#most && fact.most >= this.#least;
    if (fact.kind === 'unique') return !(fact.holds ? this.#repeated : this.#unique);
    if (fact.kind === 'contains') return fact.least <= this.#most && fact.least <= fact.most;
    if (fact.kind !== 'item') return true;
    const last = Math.min(fact.to - 1, Math.max(this.#tail, fact.from), this.#most - 1);
    for (let index = fact.from; index <= last; index++) {
      if (this.#reasoning.solve([...this.#said(index), fact.literal]).kind !== 'none') return true;
    }
    return false;
  }

  entails(fact: Fact): boolean {
    if (fact.kind === 'size') return fact.least <= this.#least && fact.most >= this.#most;
    if (fact.kind === 'unique') return fact.holds ? this.#unique : this.#repeated;
    if (fact.kind !== 'item') return false;
    return fact.from < this.#least && this.#reasoning.solve([...this.#said(fact.from), -fact.literal]).kind === 'none';
  }

  settle(): Answer {
    if (this.#unique && this.#repeated) return NONE;
    const wants = this.#allWants();
    if (wants === undefined) return tooLong(MAX_COUNTED);
    const longest = Math.min(this.#most, this.#longest());
    const enough = Math.max(this.#least, this.#tail) + wants.length + (this.#repeated ? 2 : 0);
    let failure: Answer = NONE;
    for (let length = this.#least; length <= Math.min(longest, enough); length++) {
      if (length > MAX_ITEMS) return tooLong(MAX_ITEMS);
      const answer = this.#ofLength(length, wants);
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'unknown') failure = answer;
    }
    return failure;
  }

  /** Undefined when they are too many to place. */
  #allWants(): readonly Want[] | undefined {
    const counted: Want[] = [];
    for (const contains of this.#contains) {
      if (counted.length + contains.least > MAX_COUNTED) return undefined;
      const want = { from: 0, to: Number.POSITIVE_INFINITY, literal: contains.literal, counts: contains };
      for (let count = 0; count < contains.least; count++) counted.push(want);
    }
    return [...this.#wants, ...counted];
  }

  /** No array is longer than the first place that nothing fits. */
  #longest(): number {
    for (let index = 0; index <= this.#tail; index++) {
      if (this.#reasoning.solve(this.#said(index)).kind === 'none') return index;
    }
    return Number.POSITIVE_INFINITY;
  }

  #ofLength(length: number, wants: readonly Want[]): Answer {
    const slots = Array.from({ length }, (_, index): Slot => ({ literals: this.#said(index), counted: [] }));
    if (!this.#repeated) return this.#place(slots, wants);
    let failure: Answer = NONE;
    for (let second = 1; second < Math.min(length, this.#tail + 2); second++) {
      for (let first = 0; first < second; first++) {
        const answer = this.#place(slots, wants, [first, second]);
        if (answer.kind === 'value') return answer;
        if (answer.kind === 'unknown') failure = answer;
      }
    }
    return failure;
  }

  /** Places the wants; of the slots that nobody has a claim on yet and that are alike, one is tried. */
  #place(slots: readonly Slot[], [want, ...others]: readonly Want[], twins: Twins = []): Answer {
    this.#reasoning.charge(1);
    if (want === undefined) return this.#count(slots, 0, twins);
    const isFree = ({ literals }: Slot, index: number) =>
      index >= this.#tail && literals === this.#said(index) && !twins.includes(index);
    const firstFree = slots.findIndex(isFree);
    let failure: Answer = NONE;
    for (const [index, slot] of slots.entries()) {
      if (!this.#isPlaceFor(want, slot, index) || (isFree(slot, index) && index !== firstFree)) continue;
      const placed = this.#with(slot, want.literal, want.counts);
      const possible = this.#reasoning.solve(placed.literals).kind !== 'none';
      const answer = possible ? this.#place(slots.with(index, placed), others, twins) : NONE;
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'unknown') failure = answer;
    }
    return failure;
  }

  #isPlaceFor({ from, to, counts }: Want, { counted }: Slot, index: number): boolean {
    return index >= from && index < to && (counts === undefined || !counted.includes(counts));
  }

  #with(slot: Slot, literal: Literal, counts?: Contains): Slot {
    return {
      literals: [...slot.literals, literal],
      counted: counts === undefined ? slot.counted : [...slot.counted, counts],
    };
  }

  /** Decides of the slots from the index on whether they count where only so many may. */
  #count(slots: readonly Slot[], index: number, twins: Twins): Answer {
    this.#reasoning.charge(1);
    const limited = this.#contains.filter(({ most }) => Number.isFinite(most));
    const slot = slots[index];
    if (slot === undefined || limited.length === 0) return this.#values(slots, twins);
    if (slots.length > MAX_COUNTED) return tooLong(MAX_COUNTED);
    let failure: Answer = NONE;
    for (const decided of this.#countings(slot, limited)) {
      const now = slots.with(index, decided);
      if (limited.some((each) => now.filter(({ counted }) => counted.includes(each)).length > each.most)) continue;
      if (this.#reasoning.solve(decided.literals).kind === 'none') continue;
      const answer = this.#count(now, index + 1, twins);
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'unknown') failure = answer;
    }
    return failure;
  }

  /** The slot, counted for as few as may be first. */
  #countings(slot: Slot, [contains, ...others]: readonly Contains[]): readonly Slot[] {
    if (contains === undefined) return [slot];
    if (slot.counted.includes(contains)) return this.#countings(slot, others);
    const out = this.#with(slot, -contains.literal);
    const into = this.#with(slot, contains.literal, contains);
    return [...this.#countings(out, others), ...this.#countings(into, others)];
  }

  #values(slots: readonly Slot[], twins: Twins): Answer {
    const all = slots.map(({ literals }) => literals);
    if (this.#unique) return differentValues(all, this.#reasoning);
    const both = twins.flatMap((index) => all[index] ?? []);
    for (const index of twins) all[index] = both;
    const answers = new Map<readonly Literal[], Answer>();
    const values: unknown[] = [];
    for (const literals of all) {
      const answer = answers.get(literals) ?? this.#reasoning.solve(literals);
      if (answer.kind !== 'value') return answer;
      answers.set(literals, answer);
      values.push(answer.value);
    }
    return { kind: 'value', value: values };
  }

  /** What all arrays of these facts say of the item at a place. */
  #said(place: number): readonly Literal[] {
    const index = Math.min(place, this.#tail);
    let literals = this.#saidOf[index];
    if (literals === undefined) {
      const { literalOf } = this.#reasoning;
      const nodes = this.#nodes.flatMap(({ prefixItems, items }) => prefixItems?.[index] ?? items ?? []);
      const every = this.#every.filter(({ from }) => index >= from).map(({ literal }) => literal);
      literals = [...nodes.map(literalOf), ...every];
      this.#saidOf[index] = literals;
    }
    return literals;
  }
}

const tooLong = (items: number): Answer => unknown(`arrays of more than ${items} items are not made`);
