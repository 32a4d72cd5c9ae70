import { expect, test } from 'vitest';
import { CONTAINMENT_LIMITS, type Schema } from '../index.ts';
import { parseSchema } from './parse-schema.ts';
import { FALSEHOOD, Shapes, TRUTH } from './shapes.ts';

function literalsOf(one: Schema, other: Schema): readonly [number, number] {
  const nodes = [
    parseSchema(one, 'narrow', CONTAINMENT_LIMITS),
    parseSchema(other, 'wide', CONTAINMENT_LIMITS),
  ] as const;
  const shapes = new Shapes(nodes);
  return [shapes.literalOf(nodes[0]), shapes.literalOf(nodes[1])];
}

function expectShared(one: Schema, other: Schema, isShared: boolean): void {
  const [first, second] = literalsOf(one, other);
  expect(first === second, `${JSON.stringify(one)} and ${JSON.stringify(other)}`).toBe(isShared);
}

const tree = (value: Schema, name: string): Schema => ({
  $ref: `#/$defs/${name}`,
  $defs: { [name]: { properties: { value, left: { $ref: `#/$defs/${name}` }, right: { $ref: `#/$defs/${name}` } } } },
});

test('shapes - annotations, order and references on the way do not count', () => {
  expectShared({ type: 'string', minLength: 1 }, { title: 'Name', minLength: 1, type: ['string'] }, true);
  expectShared({ required: ['a', 'b'] }, { required: ['b', 'a'] }, true);
  expectShared({ properties: { a: true, b: {} } }, { properties: { b: true, a: { title: 'A' } } }, true);
  expectShared({ enum: [1, 'a'] }, { enum: ['a', 1] }, true);
  expectShared({ items: { $ref: '#/$defs/a' }, $defs: { a: { type: 'null' } } }, { items: { type: 'null' } }, true);
  expectShared(tree({ type: 'null' }, 'tree'), tree({ type: 'null' }, 'node'), true);
});

test('shapes - what asserts something else has another shape', () => {
  expectShared({ minLength: 1 }, { minLength: 2 }, false);
  expectShared({ prefixItems: [true, false] }, { prefixItems: [false, true] }, false);
  expectShared({ properties: { ab: true } }, { patternProperties: { ab: true } }, false);
  expectShared({ required: ['a', 'b'] }, { required: ['a,b'] }, false);
  expectShared({ required: ["a1'b"] }, { required: ['a', 'b'] }, false);
  expectShared(tree({ type: 'null' }, 'tree'), tree({ type: 'string' }, 'tree'), false);
});

test('shapes - true and false are one literal and its opposite', () => {
  expect(literalsOf(true, { description: 'anything' })).toEqual([TRUTH, TRUTH]);
  expect(literalsOf(false, true)).toEqual([FALSEHOOD, TRUTH]);
});
