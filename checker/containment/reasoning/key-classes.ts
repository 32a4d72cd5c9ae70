/**
 * The classes of member names that are mentioned nowhere: by which patterns and name schemas hold of them. n of these
 * make 2ⁿ classes at most; those without a name are left out as early as possible.
 */
import { BeyondReasoningError } from '../errors.ts';
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
  /** A name of the class that is not taken. Throws `BeyondReasoningError` when it cannot be told. */
  readonly newName: (taken: ReadonlyMap<string, unknown>) => string | undefined;
};

const MAX_CLASSES = 128;
const NOWHERE = { schema: 'wide', pointer: '' } as const;

/** The classes of which these literals hold, one after another: names of which few others hold come first. */
export function* keyClassesOf(
  fixed: readonly Literal[],
  { predicates, names, mentioned }: NameFacts,
  reasoning: Reasoning,
): Generator<KeyClass> {
  if (predicates.size === 0 && names.length === 0) {
    yield { newName: (taken) => plainName((name) => mentioned.has(name) || taken.has(name)) };
    return;
  }
  const base = [reasoning.literalOf({ place: NOWHERE, types: new Set(['string']) }), ...names];
  if (mentioned.size > 0) base.push(-reasoning.literalOf({ place: NOWHERE, values: [...mentioned] }));
  const open = [...predicates].filter((predicate) => !fixed.includes(predicate) && !fixed.includes(-predicate));
  const branches = [[...base, ...fixed]];
  for (let count = 0, literals = branches.pop(); literals !== undefined; literals = branches.pop()) {
    if (reasoning.solve(literals).kind === 'none') continue;
    const predicate = open[literals.length - base.length - fixed.length];
    if (predicate !== undefined) branches.push([...literals, predicate], [...literals, -predicate]);
    else if (++count <= MAX_CLASSES) yield { newName: newNameOf(literals, reasoning) };
    else throw new BeyondReasoningError(`patterns part the names into more than ${MAX_CLASSES} classes`, NOWHERE);
  }
}

function plainName(isTaken: (name: string) => boolean): string {
  for (let number = 0; ; number++) {
    const name = `${String.fromCharCode(97 + (number % 26))}${number < 26 ? '' : Math.floor(number / 26)}`;
    if (!isTaken(name)) return name;
  }
}

function newNameOf(literals: readonly Literal[], reasoning: Reasoning): KeyClass['newName'] {
  return (taken) => {
    const others: SchemaNode = { place: NOWHERE, values: [...taken.keys()] };
    const answer = reasoning.solve(taken.size === 0 ? literals : [...literals, -reasoning.literalOf(others)]);
    if (answer.kind === 'unknown') throw new BeyondReasoningError(answer.reason, answer.place ?? NOWHERE);
    return answer.kind === 'value' ? (answer.value as string) : undefined;
  };
}
