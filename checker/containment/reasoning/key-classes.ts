/**
 * The classes of member names that are mentioned nowhere: by which patterns and name schemas hold of them. n of these
 * make 2ⁿ classes at most; those without a name are left out as early as possible.
 */
import { BeyondReasoningError, LimitExceededError } from '../errors.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { Literal } from '../schema/shapes.ts';
import type { Reasoning } from './facts.ts';

/** What all names of an object have to do with. */
export type NameFacts = {
  /** What tells names apart. */
  readonly predicates: ReadonlySet<Literal>;
  /** What holds of every name. */
  readonly names: readonly Literal[];
  readonly mentioned: ReadonlySet<string>;
};

export type KeyClass = {
  readonly literals: ReadonlySet<Literal>;
  /** A name of the class that is not taken. Throws `BeyondReasoningError` when it cannot be told. */
  readonly newName: (taken: ReadonlyMap<string, unknown>) => string | undefined;
};

const MAX_CLASSES = 256;
const NOWHERE = { schema: 'wide', pointer: '' } as const;

export function keyClassesOf({ predicates, names, mentioned }: NameFacts, reasoning: Reasoning): readonly KeyClass[] {
  const base = [reasoning.literalOf({ place: NOWHERE, types: new Set(['string']) }), ...names];
  if (mentioned.size > 0) base.push(-reasoning.literalOf({ place: NOWHERE, values: [...mentioned] }));
  let classes: readonly (readonly Literal[])[] = [[]];
  for (const predicate of predicates) {
    classes = classes
      .flatMap((literals) => [
        [...literals, -predicate],
        [...literals, predicate],
      ])
      .filter((literals) => reasoning.solve([...base, ...literals]).kind !== 'none');
    if (classes.length > MAX_CLASSES) {
      throw new LimitExceededError(`patterns part the member names into more than ${MAX_CLASSES} classes`, NOWHERE);
    }
  }
  return classes.map((literals) => ({
    literals: new Set(literals),
    newName: (taken) =>
      literals.length === 0 && names.length === 0
        ? plainName((name) => mentioned.has(name) || taken.has(name))
        : newName([...base, ...literals], taken, reasoning),
  }));
}

function plainName(isTaken: (name: string) => boolean): string {
  for (let number = 0; ; number++) {
    const name = `${String.fromCharCode(97 + (number % 26))}${number < 26 ? '' : Math.floor(number / 26)}`;
    if (!isTaken(name)) return name;
  }
}

function newName(
  literals: readonly Literal[],
  taken: ReadonlyMap<string, unknown>,
  reasoning: Reasoning,
): string | undefined {
  const others: SchemaNode = { place: NOWHERE, values: [...taken.keys()] };
  const answer = reasoning.solve(taken.size === 0 ? literals : [...literals, -reasoning.literalOf(others)]);
  if (answer.kind === 'unknown') throw new BeyondReasoningError(answer.reason, answer.place ?? NOWHERE);
  return answer.kind === 'value' ? (answer.value as string) : undefined;
}
