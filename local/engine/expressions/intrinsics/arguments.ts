import { type Json, toNumber } from '../json.ts';

/** A number rounded to the nearest whole one, as AWS rounds arguments; undefined of anything else. */
export function toWhole(value: Json | undefined): number | undefined {
  const number = toNumber(value);
  return number === undefined ? undefined : Math.round(number);
}
