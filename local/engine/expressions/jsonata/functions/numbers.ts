import { JsonataError } from '../errors.ts';
import type { Run } from '../run.ts';
import { isTruthy, type Value } from '../values.ts';
import { define, defineTotal } from './define.ts';
import { formatNumber } from './format-number.ts';
import { formatInteger, parseInteger } from './integers.ts';
import { roundHalfEven } from './round.ts';

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
const OTHER_RADIX = /^(0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][0-1]+)$/;

export const numberFunctions = {
  number: define('<(nsb)-:n>', (run, value: Value) => toNumber(value, run)),
  abs: define('<n-:n>', (_run, value: number) => Math.abs(value)),
  floor: define('<n-:n>', (_run, value: number) => Math.floor(value)),
  ceil: define('<n-:n>', (_run, value: number) => Math.ceil(value)),
  round: define('<n-n?:n>', (_run, value: number, digits: number | undefined) => roundHalfEven(value, digits)),
  sqrt: define('<n-:n>', (_run, value: number) => {
    if (value < 0) {
      throw new JsonataError('D3060', { value });
    }
    return Math.sqrt(value);
  }),
  power: define('<n-n:n>', (_run, base: number, exponent: number) => {
    const result = base ** exponent;
    if (!Number.isFinite(result)) {
      throw new JsonataError('D3061', { value: base, exp: exponent });
    }
    return result;
  }),
  sum: define('<a<n>:n>', (run, values: readonly number[]) => sum(run, values)),
  average: define('<a<n>:n>', (run, values: readonly number[]) =>
    values.length === 0 ? undefined : sum(run, values) / values.length,
  ),
  max: define('<a<n>:n>', (run, values: readonly number[]) => extreme(run, values, Math.max)),
  min: define('<a<n>:n>', (run, values: readonly number[]) => extreme(run, values, Math.min)),
  formatNumber: define('<n-so?:s>', formatNumber),
  formatInteger: define('<n-s:s>', formatInteger),
  parseInteger: define('<s-s:n>', parseInteger),
  formatBase: define('<n-n?:s>', (_run, value: number, radix: number | undefined) => {
    const base = radix === undefined ? 10 : roundHalfEven(radix, undefined);
    if (base < 2 || base > 36) {
      throw new JsonataError('D3100', { value: base });
    }
    return roundHalfEven(value, undefined).toString(base);
  }),
  boolean: define('<x-:b>', (run, value: Value) => isTruthy(value, run)),
  not: define('<x-:b>', (run, value: Value) => !isTruthy(value, run)),
  exists: defineTotal('<x:b>', (_run, value: Value) => value !== undefined),
};

function toNumber(value: Value, run: Run): number {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return Number(value);
  }
  run.read(typeof value === 'string' ? value.length : 0);
  const isNumber = typeof value === 'string' && (DECIMAL.test(value) || OTHER_RADIX.test(value));
  const result = isNumber ? Number(value) : Number.NaN;
  if (!Number.isFinite(result)) {
    throw new JsonataError('D3030', { value });
  }
  return result;
}

function sum(run: Run, values: readonly number[]): number {
  run.step(values.length);
  return values.reduce((total, value) => total + value, 0);
}

function extreme(run: Run, values: readonly number[], pick: (left: number, right: number) => number): Value {
  run.step(values.length);
  return values.length === 0 ? undefined : values.reduce((best, value) => pick(best, value));
}
