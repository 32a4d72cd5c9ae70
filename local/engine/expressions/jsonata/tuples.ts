import { Frame } from './frame.ts';
import { isObject, type Sequence, type Value } from './values.ts';

/** The variables that a path has bound on its way to a value, and under `@` the value itself. */
export type Tuple = { [name: string]: Value };

export function tupleOf(value: Value, indexName: string | undefined, index: number): Tuple {
  return indexName === undefined ? { '@': value } : { '@': value, [indexName]: index };
}

export function isTuple(value: Value): value is Tuple {
  return isObject(value);
}

export function bindTuples(tuples: Value[]): Sequence {
  const stream: Sequence = tuples;
  stream.sequence = true;
  stream.tuples = true;
  return stream;
}

export function isTupleStream(value: Value): value is Tuple[] {
  return Array.isArray(value) && (value as Sequence).tuples === true;
}

export function frameOfTuple(frame: Frame, tuple: Tuple): Frame {
  return new Frame(frame, new Map(Object.entries(tuple)));
}
