/** What rows of pairs are made of. */
import type { Schema } from '../index.ts';

/**
 * How two schemas lie to each other: the first is contained in the second alone `<`, the second in the first alone `>`,
 * each in the other `=`, neither in the other `#`.
 */
export type Relation = '<' | '>' | '=' | '#';
export type Row = readonly [one: Schema, relation: Relation, other: Schema];
/** By keyword, thought out by hand. */
export type Pairs = Readonly<Record<string, readonly Row[]>>;

export const STRING = { type: 'string' };
export const INTEGER = { type: 'integer' };
export const NUMBER = { type: 'number' };
export const NULL = { type: 'null' };
export const BOOLEAN = { type: 'boolean' };
export const ARRAY = { type: 'array' };
export const OBJECT = { type: 'object' };

export const object = (properties: Record<string, Schema>, others: Record<string, unknown> = {}): Schema => ({
  type: 'object',
  properties,
  ...others,
});
export const list = (items: Schema, others: Record<string, unknown> = {}): Schema => ({
  type: 'array',
  items,
  ...others,
});
export const text = (pattern: string, others: Record<string, unknown> = {}): Schema => ({
  type: 'string',
  pattern,
  ...others,
});

/** Written so, since whatever has a `then` of its own looks like a promise. */
export const thenAs = (schema: Schema): Record<string, Schema> => Object.fromEntries([['then', schema]]);
