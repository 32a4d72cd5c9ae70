import { expect, test } from 'vitest';
import { validatorOf } from './check-pairs.fixture.ts';
import { containment, type Schema } from './index.ts';

const verdictOf = (narrow: Schema, wide: Schema) =>
  containment(narrow, wide, { narrow: validatorOf(narrow), wide: validatorOf(wide) }).verdict;

/** Branches that differ by a constant or a name: as the events of a topic do, or the nodes of a syntax tree. */
const union = (count: number, branch: (at: number) => object): Schema => ({
  oneOf: Array.from({ length: count }, (_, at) => branch(at)),
});
const open = (properties: object, required: readonly string[]) => ({ type: 'object', properties, required });
const closed = (properties: object, required: readonly string[]) => ({
  ...open(properties, required),
  additionalProperties: false,
});
const text = { type: 'string' };

test.each<[what: string, narrow: Schema, wide: Schema]>([
  [
    'of which less is required',
    union(60, (at) => closed({ kind: { const: at }, [`p${at}`]: text }, ['kind', `p${at}`])),
    union(61, (at) => closed({ kind: { const: at }, [`p${at}`]: text }, ['kind'])),
  ],
  [
    'of which each is given a member more',
    union(60, (at) => closed({ kind: { const: at } }, ['kind'])),
    union(60, (at) => closed({ kind: { const: at }, [`p${at}`]: text }, ['kind'])),
  ],
  [
    'that are open, and of which each is given a wider type',
    union(60, (at) => open({ kind: { const: at }, p: { type: 'integer' } }, ['kind'])),
    union(60, (at) => open({ kind: { const: at }, p: { type: 'number' } }, ['kind'])),
  ],
  [
    'that are told apart by the name of a member',
    union(60, (at) => closed({ [`p${at}`]: { type: 'integer' } }, [`p${at}`])),
    union(61, (at) => closed({ [`p${at}`]: { type: 'number' } }, [`p${at}`])),
  ],
  [
    'that hold each other',
    union(20, (at) => closed({ kind: { const: at }, child: { $ref: '#' } }, ['kind'])),
    union(21, (at) => closed({ kind: { const: at }, child: { $ref: '#' } }, ['kind'])),
  ],
])('containment - a union of many schemas %s is decided', (_, narrow, wide) => {
  expect([verdictOf(narrow, wide), verdictOf(wide, narrow)]).toEqual(['contained', 'not-contained']);
});
