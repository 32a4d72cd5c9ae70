/**
 * Which members and items a schema's subschemas evaluate, by which of them hold: what unevaluatedProperties and
 * unevaluatedItems leave over. Only subschemas that evaluate anything make a case of their own.
 */
import { BeyondReasoningError } from '../errors.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { Literal } from '../schema/shapes.ts';
import type { Together } from './facts.ts';
import { absent, type LiteralOf, present, type Translation } from './schema-facts.ts';

export type EvaluationCase = {
  readonly when: Together;
  /** Whose properties and patternProperties are evaluated. */
  readonly members: readonly SchemaNode[];
  readonly everyMember: boolean;
  /** Items before this index are evaluated. */
  readonly items: number;
  /** Items that are so are evaluated too. */
  readonly contained: readonly SchemaNode[];
};

const MAX_CASES = 256;
const MAX_DEPTH = 30;

/** Of a node that has unevaluatedProperties or unevaluatedItems, these left aside. */
export function evaluationCasesOf(node: SchemaNode, translation: Translation): readonly EvaluationCase[] {
  const { unevaluatedItems: _items, unevaluatedProperties: _members, ...rest } = node;
  return new Cases(node, translation).of(rest, 0);
}

class Cases {
  readonly #node: SchemaNode;
  readonly #literalOf: LiteralOf;
  readonly #exclude: Translation['exclude'];

  constructor(node: SchemaNode, { literalOf, exclude }: Translation) {
    this.#node = node;
    this.#literalOf = literalOf;
    this.#exclude = exclude;
  }

  of(node: SchemaNode, depth: number): readonly EvaluationCase[] {
    if (depth > MAX_DEPTH) this.#giveUp('subschemas that evaluate members are nested too deep');
    const below = (child: SchemaNode) => this.of(child, depth + 1);
    let cases: readonly EvaluationCase[] = [ownOf(node)];
    for (const { target } of node.references ?? []) cases = this.#both(cases, below(target));
    for (const part of node.allOf ?? []) cases = this.#both(cases, below(part));
    for (const option of node.anyOf ?? []) cases = this.#both(cases, this.#whether(option, below(option)));
    if (node.oneOf !== undefined) cases = this.#both(cases, this.#oneOf(node.oneOf, below));
    if (node.if !== undefined) cases = this.#both(cases, this.#condition(node.if, node, below));
    for (const [name, schema] of node.dependentSchemas ?? []) {
      const then = below(schema);
      if (then.every(isIdle)) continue;
      cases = this.#both(cases, [
        { ...IDLE, when: [absent(name)] },
        ...then.map((each) => under([present(name)], each)),
      ]);
    }
    return cases;
  }

  #whether(option: SchemaNode, cases: readonly EvaluationCase[]): readonly EvaluationCase[] {
    if (cases.every(isIdle)) return [IDLE];
    const literal = this.#literalOf(option);
    return [...cases.map((each) => under([literal], each)), { ...IDLE, when: [-literal] }];
  }

  #oneOf(
    options: readonly SchemaNode[],
    below: (node: SchemaNode) => readonly EvaluationCase[],
  ): readonly EvaluationCase[] {
    const active = options
      .map((option) => ({ literal: this.#literalOf(option), cases: below(option) }))
      .filter(({ cases }) => !cases.every(isIdle));
    if (active.length === 0) return [IDLE];
    return [
      ...active.flatMap(({ literal, cases }) => cases.map((each) => under([literal], each))),
      { ...IDLE, when: active.map(({ literal }) => -literal) },
    ];
  }

  #condition(
    condition: SchemaNode,
    { then, else: otherwise }: SchemaNode,
    below: (node: SchemaNode) => readonly EvaluationCase[],
  ): readonly EvaluationCase[] {
    const met = then === undefined ? below(condition) : this.#both(below(condition), below(then));
    const unmet = otherwise === undefined ? [IDLE] : below(otherwise);
    if ([...met, ...unmet].every(isIdle)) return [IDLE];
    const literal = this.#literalOf(condition);
    return [...met.map((each) => under([literal], each)), ...unmet.map((each) => under([-literal], each))];
  }

  #both(some: readonly EvaluationCase[], others: readonly EvaluationCase[]): readonly EvaluationCase[] {
    const both = some.flatMap((one) =>
      others.flatMap((other) => (this.#contradict(one.when, other.when) ? [] : joined(one, other))),
    );
    if (both.length > MAX_CASES) this.#giveUp(`more than ${MAX_CASES} ways to evaluate members`);
    return both;
  }

  #contradict(one: Together, other: Together): boolean {
    const literals = other.filter((part) => typeof part === 'number');
    return one.some((part) => typeof part === 'number' && literals.some((each) => this.#areOpposed(part, each)));
  }

  #areOpposed(one: Literal, other: Literal): boolean {
    return one === -other || (one > 0 && other > 0 && this.#exclude(one, other));
  }

  #giveUp(reason: string): never {
    throw new BeyondReasoningError(reason, this.#node.place);
  }
}

const IDLE: EvaluationCase = { when: [], members: [], everyMember: false, items: 0, contained: [] };

const isIdle = ({ when, members, everyMember, items, contained }: EvaluationCase): boolean =>
  when.length + members.length + items + contained.length === 0 && !everyMember;

const under = (condition: Together, each: EvaluationCase): EvaluationCase => ({
  ...each,
  when: [...condition, ...each.when],
});

const joined = (one: EvaluationCase, other: EvaluationCase): EvaluationCase => ({
  when: [...one.when, ...other.when],
  members: [...one.members, ...other.members],
  everyMember: one.everyMember || other.everyMember,
  items: Math.max(one.items, other.items),
  contained: [...one.contained, ...other.contained],
});

function ownOf(node: SchemaNode): EvaluationCase {
  const everyItem = node.items ?? node.unevaluatedItems;
  return {
    when: [],
    members: node.properties === undefined && node.patternProperties === undefined ? [] : [node],
    everyMember: (node.additionalProperties ?? node.unevaluatedProperties) !== undefined,
    items: everyItem === undefined ? (node.prefixItems?.length ?? 0) : Number.POSITIVE_INFINITY,
    contained: node.contains === undefined ? [] : [node.contains],
  };
}
