/**
 * Objects. Names fall into classes: each that is mentioned is one of its own; the others are told apart by the patterns
 * and name schemas alone, so that every name of a class has the same say about its value. Wanted members are placed on
 * names, one after another, alone or together, until all have a place within the bounds on the count.
 */

import { membersOf } from '../schema/members.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { FALSEHOOD, type Literal } from '../schema/shapes.ts';
import { type Answer, type Fact, type Keys, NONE, type Problem, type Reasoning, unknown } from './facts.ts';
import { type KeyClass, keyClassesOf } from './key-classes.ts';
import { found } from './schema-facts.ts';

type Kind<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
type Want = { readonly keys: Exclude<Keys, { name: string }>; readonly literals: readonly Literal[] };
/** What wants say of the members that they were placed on. */
type Placed = ReadonlyMap<string, readonly Literal[]>;

/** Members that are made only to reach a count. */
const MAX_FILLERS = 5_000;

export class ObjectProblem implements Problem {
  readonly #reasoning: Reasoning;
  readonly #members: SchemaNode[] = [];
  readonly #every: Kind<'every member'>[] = [];
  readonly #names: Literal[] = [];
  readonly #wants: Want[] = [];
  readonly #required = new Map<string, readonly Literal[]>();
  readonly #literalsAt = new Map<string, readonly Literal[]>();
  #least = 0;
  #most = Number.POSITIVE_INFINITY;
  #mentioned: ReadonlySet<string> | undefined;

  constructor(facts: readonly Fact[], reasoning: Reasoning) {
    this.#reasoning = reasoning;
    for (const fact of facts) this.#add(fact);
  }

  #add(fact: Fact): void {
    if (fact.kind === 'members') this.#members.push(fact.node);
    else if (fact.kind === 'every member') this.#every.push(fact);
    else if (fact.kind === 'names') this.#names.push(fact.literal);
    else if (fact.kind === 'member') this.#want(fact);
    else if (fact.kind === 'size') {
      this.#least = Math.max(this.#least, fact.least);
      this.#most = Math.min(this.#most, fact.most);
    }
  }

  #want({ keys, literals }: Kind<'member'>): void {
    if ('name' in keys) this.#required.set(keys.name, [...(this.#required.get(keys.name) ?? []), ...literals]);
    else this.#wants.push({ keys, literals });
  }

  admits(fact: Fact): boolean {
    switch (fact.kind) {
      case 'size':
        return fact.least <= this.#most && fact.most >= Math.max(this.#least, this.#required.size);
      case 'member':
        return 'name' in fact.keys
          ? this.#solveAt(fact.keys.name, fact.literals).kind !== 'none'
          : this.#admitsAnywhere(fact.keys, fact.literals);
      case 'every member': {
        const { keys, literal } = fact;
        return (
          !('name' in keys && this.#required.has(keys.name)) || this.#solveAt(keys.name, [literal]).kind !== 'none'
        );
      }
      case 'members':
        return [...this.#required.keys()].every((name) => this.#admitsAt(name, fact.node));
      default:
        return true;
    }
  }

  #admitsAt(name: string, node: SchemaNode): boolean {
    const literals = membersOf(node, name, (pattern) => this.#isFound(pattern, node, name)).map(
      this.#reasoning.literalOf,
    );
    return literals.length === 0 || this.#solveAt(name, literals).kind !== 'none';
  }

  /** By what is said of all names that are so, whatever else they are. */
  #admitsAnywhere({ literals: keys }: Want['keys'], wanted: readonly Literal[]): boolean {
    const { literalOf, solve } = this.#reasoning;
    const said = this.#members.flatMap((node) =>
      [...(node.patternProperties ?? [])].flatMap(([text, schema]) =>
        keys.includes(found(text, node, literalOf)) ? [literalOf(schema)] : [],
      ),
    );
    return solve([...said, ...wanted]).kind !== 'none';
  }

  entails(fact: Fact): boolean {
    if (fact.kind === 'size') return fact.least <= this.#least && fact.most >= this.#most;
    if (fact.kind === 'member' && 'name' in fact.keys) {
      const { name } = fact.keys;
      return (
        this.#required.has(name) && fact.literals.every((literal) => this.#solveAt(name, [-literal]).kind === 'none')
      );
    }
    if (fact.kind === 'every member' && 'name' in fact.keys) {
      return this.#solveAt(fact.keys.name, [-fact.literal]).kind === 'none';
    }
    return false;
  }

  settle(): Answer {
    if (this.#least > this.#most || this.#required.size > this.#most) return NONE;
    return this.#place(0, this.#required);
  }

  /** Places the wants from the index on. */
  #place(index: number, placed: Placed): Answer {
    this.#reasoning.charge(1);
    const want = this.#wants[index];
    if (want === undefined) return this.#build(placed);
    let failure: Answer = NONE;
    for (const name of this.#placesFor(want, placed)) {
      if (!placed.has(name) && placed.size >= this.#most) continue;
      const literals = [...(placed.get(name) ?? []), ...want.literals];
      const answer = this.#solveAt(name, literals);
      const outcome = answer.kind === 'value' ? this.#place(index + 1, new Map(placed).set(name, literals)) : answer;
      if (outcome.kind === 'value') return outcome;
      if (outcome.kind === 'unknown') failure = outcome;
    }
    return failure;
  }

  /** Names that the want may be placed on: those that are there, those that are mentioned, one new of each class. */
  *#placesFor({ keys }: Want, placed: Placed): Generator<string> {
    for (const name of placed.keys()) if (this.#isIn(name, keys)) yield name;
    for (const name of this.#mentionedNames()) if (!placed.has(name) && this.#isIn(name, keys)) yield name;
    for (const keyClass of this.#keyClasses(keys.literals)) {
      const name = keyClass.newName(placed);
      if (name !== undefined) yield name;
    }
  }

  /** The object of these members, filled up to the least count. */
  #build(placed: Placed): Answer {
    const members: [string, unknown][] = [];
    for (const [name, literals] of placed) {
      const answer = this.#solveAt(name, literals);
      if (answer.kind !== 'value') return answer;
      members.push([name, answer.value]);
    }
    if (members.length < this.#least) {
      if (this.#least > MAX_FILLERS) return unknown(`objects of more than ${MAX_FILLERS} members are not made`);
      const failure = this.#fill(members, placed);
      if (failure !== undefined) return failure;
    }
    return { kind: 'value', value: Object.fromEntries(members) };
  }

  #fill(members: [string, unknown][], placed: Placed): Answer | undefined {
    const taken = new Map(placed);
    let failure: Answer = NONE;
    for (const name of this.#fillers(taken)) {
      const answer = this.#solveAt(name, []);
      if (answer.kind === 'unknown') failure = answer;
      if (answer.kind !== 'value') continue;
      taken.set(name, []);
      members.push([name, answer.value]);
      if (members.length >= this.#least) return undefined;
    }
    return failure;
  }

  *#fillers(taken: Placed): Generator<string> {
    for (const name of this.#mentionedNames()) if (!taken.has(name)) yield name;
    for (const keyClass of this.#keyClasses([])) {
      for (let name = keyClass.newName(taken); name !== undefined; name = keyClass.newName(taken)) {
        yield name;
        if (!taken.has(name)) break;
      }
    }
  }

  #solveAt(name: string, literals: readonly Literal[]): Answer {
    const wanted = this.#required.get(name) ?? [];
    return this.#reasoning.solve([...this.#saidOf(name), ...wanted, ...literals]);
  }

  /** What all objects of these facts say of the member, if it is there. */
  #saidOf(name: string): readonly Literal[] {
    let literals = this.#literalsAt.get(name);
    if (literals === undefined) {
      literals = this.#names.every((literal) => this.#reasoning.holds(literal, name))
        ? this.#valueAt(name)
        : [FALSEHOOD];
      this.#literalsAt.set(name, literals);
    }
    return literals;
  }

  #valueAt(name: string): readonly Literal[] {
    const nodes = this.#members.flatMap((node) => membersOf(node, name, (text) => this.#isFound(text, node, name)));
    const literals = nodes.map(this.#reasoning.literalOf);
    for (const { keys, literal } of this.#every) if (this.#isIn(name, keys)) literals.push(literal);
    return literals;
  }

  #isFound(pattern: string, node: SchemaNode, name: string): boolean {
    return this.#reasoning.holds(found(pattern, node, this.#reasoning.literalOf), name);
  }

  #isIn(name: string, keys: Keys): boolean {
    if ('name' in keys) return keys.name === name;
    return (
      !keys.notIn.some((map) => map.has(name)) && keys.literals.every((literal) => this.#reasoning.holds(literal, name))
    );
  }

  #mentionedNames(): ReadonlySet<string> {
    if (this.#mentioned === undefined) {
      const keys = [...this.#every.map((each) => each.keys), ...this.#wants.map((each) => each.keys)];
      this.#mentioned = new Set([
        ...this.#required.keys(),
        ...this.#members.flatMap(({ properties }) => [...(properties?.keys() ?? [])]),
        ...keys.flatMap((each) => ('name' in each ? [each.name] : each.notIn.flatMap((map) => [...map.keys()]))),
      ]);
    }
    return this.#mentioned;
  }

  #keyClasses(fixed: readonly Literal[]): Iterable<KeyClass> {
    const [names, mentioned] = [this.#names, this.#mentionedNames()];
    return keyClassesOf(fixed, { predicates: this.#predicates(), names, mentioned }, this.#reasoning);
  }

  #predicates(): ReadonlySet<Literal> {
    const patterns = this.#members.flatMap((node) =>
      [...(node.patternProperties?.keys() ?? [])].map((pattern) => found(pattern, node, this.#reasoning.literalOf)),
    );
    const keys = [...this.#every, ...this.#wants].flatMap((each) => ('name' in each.keys ? [] : each.keys.literals));
    return new Set([...patterns, ...keys.map(Math.abs)]);
  }
}
