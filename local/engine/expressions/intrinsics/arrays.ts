import type { Json } from '../json.ts';
import { canonicalText, isEqualJson } from '../json-equality.ts';
import { toWhole } from './arguments.ts';

/** AWS's bound on States.ArrayRange. */
export const MAX_RANGE_ITEMS = 1000;

export const arrayIntrinsics = {
  'States.Array': (args: readonly Json[]) => [...args],

  'States.ArrayPartition': ([items, size]: readonly Json[]) => {
    const length = toWhole(size);
    if (!Array.isArray(items) || length === undefined || length < 1) {
      return undefined;
    }
    return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
      items.slice(index * length, (index + 1) * length),
    );
  },

  'States.ArrayContains': ([items, wanted]: readonly Json[]) =>
    Array.isArray(items) && wanted !== undefined ? items.some((item) => isEqualJson(item, wanted)) : undefined,

  /** The end is part of the range when a step lands on it. */
  'States.ArrayRange': (args: readonly Json[]) => {
    const [first, last, step] = args.map(toWhole);
    if (first === undefined || last === undefined || step === undefined || step === 0) {
      return undefined;
    }
    const length = Math.max(Math.floor((last - first) / step) + 1, 0);
    return length > MAX_RANGE_ITEMS ? undefined : Array.from({ length }, (_, index) => first + index * step);
  },

  'States.ArrayGetItem': ([items, position]: readonly Json[]) => {
    const index = toWhole(position);
    return Array.isArray(items) && index !== undefined && index >= 0 ? items[index] : undefined;
  },

  'States.ArrayLength': ([items]: readonly Json[]) => (Array.isArray(items) ? items.length : undefined),

  'States.ArrayUnique': ([items]: readonly Json[]) => (Array.isArray(items) ? firstOfEach(items) : undefined),
};

function firstOfEach(items: readonly Json[]): Json[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const before = seen.size;
    return seen.add(canonicalText(item)).size > before;
  });
}
