import { isJsonObject, type Json, toNumber } from '../json.ts';
import type { PathFunctionName } from './path.ts';

type PathFunction = (value: Json) => Json | undefined;

const FUNCTIONS: Readonly<Record<PathFunctionName, PathFunction>> = {
  length: (value) => (Array.isArray(value) || typeof value === 'string' ? value.length : lengthOfObject(value)),
  keys: (value) => (isJsonObject(value) ? Object.keys(value) : undefined),
  min: aggregate((numbers) => numbers.reduce((left, right) => Math.min(left, right))),
  max: aggregate((numbers) => numbers.reduce((left, right) => Math.max(left, right))),
  sum: aggregate(sum),
  avg: aggregate((numbers) => sum(numbers) / numbers.length),
  stddev: aggregate((numbers) => {
    const mean = sum(numbers) / numbers.length;
    return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length);
  }),
  first: (value) => (Array.isArray(value) ? value[0] : undefined),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
};

export function isPathFunction(name: string): name is PathFunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

/** `$.items.length()`: what a function at the end of a path makes of the value; undefined when it makes nothing. */
export function applyPathFunction(name: PathFunctionName, value: Json): Json | undefined {
  return FUNCTIONS[name](value);
}

function lengthOfObject(value: Json): number | undefined {
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

function aggregate(compute: (numbers: number[]) => number): PathFunction {
  return (value) => {
    const numbers = Array.isArray(value) ? value.map(toNumber).filter((number) => number !== undefined) : [];
    return numbers.length === 0 ? undefined : compute(numbers);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
