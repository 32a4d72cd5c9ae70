import { isJsonObject, type Json, toNumber } from './json.ts';

/** The same text for values that are equal. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalText).join()}]`;
  }
  if (isJsonObject(value)) {
    const names = Object.keys(value).toSorted();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] as Json)}`).join()}}`;
  }
  return JSON.stringify(toNumber(value) ?? value);
}

/** Equality of values: numbers by value, however they are written; members in any order. */
export function isEqualJson(left: Json, right: Json): boolean {
  if (left === right) {
    return true;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqualJson(item, right[index] as Json));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && isEqualJson(left[name] as Json, right[name] as Json))
    );
  }
  const number = toNumber(left);
  return number !== undefined && number === toNumber(right);
}
