/**
 * Is there a value that all these literals hold of? One question, asked of values within values again and again, so
 * answers are kept. Owns the search; what is known of one type is reasoned about by its problem.
 *
 * I1. `none` is a proof: every way of making a value was shown to be closed.
 * I2. A `value` was evaluated against every literal asked for.
 * I3. A question that comes up within itself is answered `none`: were there values, a smallest one would contain none
 *     of its own kind. Such a `none` is kept only as long as the outer question is open or is `none` as well.
 */
import { LimitExceededError, UndecidedError } from '../errors.ts';
import type { ContainmentLimits } from '../limits.ts';
import { Patterns } from '../patterns/patterns.ts';
import type { Place, SchemaNode } from '../schema/schema-node.ts';
import { FALSEHOOD, type Literal, type Shapes, TRUTH } from '../schema/shapes.ts';
import { JSON_TYPES, type JsonType } from '../values/json-value.ts';
import { ArrayProblem } from './arrays.ts';
import { Conjunction } from './conjunction.ts';
import { refusalOf } from './evaluate.ts';
import {
  type Answer,
  type Fact,
  NONE,
  type Problem,
  type Reasoning,
  type Together,
  type Unfolded,
  unknown,
} from './facts.ts';
import { NumberProblem } from './numbers.ts';
import { ObjectProblem } from './objects.ts';
import { PlainProblem } from './plain-values.ts';
import type { Translation } from './schema-facts.ts';
import { StringProblem } from './strings.ts';
import { assertSchema, denySchema } from './unfold.ts';

export class Reasoner implements Reasoning {
  readonly patterns = new Patterns();
  readonly #shapes: Shapes;
  readonly #limits: ContainmentLimits;
  readonly #answers = new Map<string, Answer>();
  readonly #unfolded = new Map<string, Unfolded>();
  readonly #translations = new Map<JsonType, Translation>();
  /** Depths of the questions being answered. */
  readonly #open = new Map<string, number>();
  /** The outermost open question that the current answer rests on. */
  #restsOn = Number.POSITIVE_INFINITY;
  /** Questions answered `none` that rest on open ones, oldest first. */
  readonly #provisional: { readonly key: string; readonly restsOn: number }[] = [];
  readonly #provisionalRests = new Map<string, number>();
  #steps = 0;

  constructor(shapes: Shapes, limits: ContainmentLimits) {
    this.#shapes = shapes;
    this.#limits = limits;
  }

  readonly literalOf = (node: SchemaNode): Literal => this.#shapes.literalOf(node);

  readonly charge = (steps: number): void => {
    this.#steps += steps;
    if (this.#steps > this.#limits.maxSteps) {
      throw new LimitExceededError(`more than ${this.#limits.maxSteps} steps of reasoning`, NOWHERE);
    }
  };

  readonly holds = (literal: Literal, value: unknown): boolean =>
    (refusalOf(this.#shapes.nodeOf(literal), value, this.patterns) === null) === literal > 0;

  readonly solve = (asked: readonly Literal[]): Answer => {
    const literals = normalised(asked);
    if (literals === undefined) return NONE;
    const key = literals.join();
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#restsOn = Math.min(this.#restsOn, this.#provisionalRests.get(key) ?? Number.POSITIVE_INFINITY);
      return known;
    }
    const open = this.#open.get(key);
    if (open === undefined) return this.#answer(key, literals);
    this.#restsOn = Math.min(this.#restsOn, open);
    return NONE;
  };

  #answer(key: string, literals: readonly Literal[]): Answer {
    const depth = this.#open.size;
    if (depth > this.#limits.maxDepth) return unknown(`values nested more than ${this.#limits.maxDepth} deep`);
    const [outer, provisional] = [this.#restsOn, this.#provisional.length];
    this.#restsOn = Number.POSITIVE_INFINITY;
    this.#open.set(key, depth);
    const answer = this.#ofAnyType(literals);
    this.#open.delete(key);
    const restsOn = this.#restsOn < depth ? this.#restsOn : Number.POSITIVE_INFINITY;
    this.#restsOn = Math.min(outer, restsOn);
    this.#keep(key, answer, restsOn, provisional);
    return answer;
  }

  #keep(key: string, answer: Answer, restsOn: number, since: number): void {
    const isProvisional = answer.kind === 'none' && Number.isFinite(restsOn);
    if (!isProvisional) {
      for (const each of this.#provisional.splice(since)) {
        this.#provisionalRests.delete(each.key);
        if (answer.kind !== 'none') this.#answers.delete(each.key);
      }
    } else {
      this.#provisional.push({ key, restsOn });
      this.#provisionalRests.set(key, restsOn);
    }
    this.#answers.set(key, answer);
  }

  #ofAnyType(literals: readonly Literal[]): Answer {
    let failure: Answer = NONE;
    for (const type of JSON_TYPES) {
      const answer = this.#ofType(literals, type);
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'unknown') failure = { place: this.#placeOf(literals), ...answer };
    }
    return failure;
  }

  /** Where a question comes from: what is denied is the wide schema's, mostly. */
  #placeOf(literals: readonly Literal[]): Place {
    return this.#shapes.nodeOf(literals.find((literal) => literal < 0) ?? literals[0] ?? TRUTH).place;
  }

  #ofType(literals: readonly Literal[], type: JsonType): Answer {
    try {
      const conjunction = new Conjunction((literal) => this.#unfold(literal, type));
      return conjunction.add(literals) ? this.#search(literals, type, conjunction) : NONE;
    } catch (error) {
      if (error instanceof LimitExceededError || !(error instanceof UndecidedError)) throw error;
      return { kind: 'unknown', reason: error.message, place: error.place };
    }
  }

  #search(literals: readonly Literal[], type: JsonType, conjunction: Conjunction): Answer {
    for (;;) {
      this.charge(1);
      if (conjunction.values !== undefined) return this.#among(conjunction.values, literals);
      const problem = this.#problemOf(type, conjunction.facts);
      const choice = conjunction.takeChoice(problem, this.charge);
      if (choice === undefined) return this.#checked(problem.settle(), literals);
      const [only, ...others] = choice;
      if (only === undefined) return NONE;
      if (others.length > 0) return this.#branch(literals, type, conjunction, choice);
      if (!conjunction.add(only)) return NONE;
    }
  }

  #branch(literals: readonly Literal[], type: JsonType, conjunction: Conjunction, choice: readonly Together[]): Answer {
    let failure: Answer = NONE;
    for (const way of choice) {
      const branch = conjunction.copy();
      const answer = branch.add(way) ? this.#search(literals, type, branch) : NONE;
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'unknown') failure = answer;
    }
    return failure;
  }

  #among(values: readonly unknown[], literals: readonly Literal[]): Answer {
    this.charge(values.length);
    const value = values.find((each) => literals.every((literal) => this.holds(literal, each)));
    return value === undefined ? NONE : { kind: 'value', value };
  }

  /** What was constructed by rules is held against the schemas themselves. */
  #checked(answer: Answer, literals: readonly Literal[]): Answer {
    if (answer.kind !== 'value') return answer;
    const failing = literals.find((literal) => !this.holds(literal, answer.value));
    if (failing === undefined) return answer;
    return {
      kind: 'unknown',
      reason: 'a value that should fit by its parts does not fit as a whole',
      place: this.#shapes.nodeOf(failing).place,
    };
  }

  #problemOf(type: JsonType, facts: readonly Fact[]): Problem {
    switch (type) {
      case 'number':
        return new NumberProblem(facts);
      case 'string':
        return new StringProblem(facts, this.patterns, this.#limits.maxTransitions, this.charge);
      case 'array':
        return new ArrayProblem(facts, this);
      case 'object':
        return new ObjectProblem(facts, this);
      default:
        return new PlainProblem(type, facts);
    }
  }

  #unfold(literal: Literal, type: JsonType): Unfolded {
    const key = `${literal} ${type}`;
    if (!this.#unfolded.has(key)) {
      this.charge(1);
      const node = this.#shapes.nodeOf(literal);
      this.#unfolded.set(key, (literal > 0 ? assertSchema : denySchema)(node, type, this.#translationFor(type)));
    }
    return this.#unfolded.get(key);
  }

  #translationFor(type: JsonType): Translation {
    const known = this.#translations.get(type);
    if (known !== undefined) return known;
    const isOfType = this.literalOf({ place: NOWHERE, types: new Set([type]) });
    const exclude = (one: Literal, other: Literal) => this.#proveNone([one, other, isOfType]);
    const translation = { literalOf: this.literalOf, exclude };
    this.#translations.set(type, translation);
    return translation;
  }

  /** For what is kept for good: the proof must not rest on an open question. */
  #proveNone(literals: readonly Literal[]): boolean {
    const outer = this.#restsOn;
    this.#restsOn = Number.POSITIVE_INFINITY;
    const isProved = this.solve(literals).kind === 'none' && this.#restsOn === Number.POSITIVE_INFINITY;
    this.#restsOn = outer;
    return isProved;
  }
}

const NOWHERE = { schema: 'wide', pointer: '' } as const;

/** Sorted, each once, without what is true anyway; undefined when one denies another. */
function normalised(asked: readonly Literal[]): readonly Literal[] | undefined {
  const literals = new Set(asked);
  literals.delete(TRUTH);
  for (const literal of literals) if (literal === FALSEHOOD || literals.has(-literal)) return undefined;
  return [...literals].sort((one, other) => one - other);
}
