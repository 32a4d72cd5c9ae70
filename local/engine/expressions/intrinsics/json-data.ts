import { isJsonObject, type Json, parseJson, writeJson } from '../json.ts';

export const jsonIntrinsics = {
  /** Members of the second object win. AWS supports no deep merge: the third argument must be false. */
  'States.JsonMerge': ([first, second, deep]: readonly Json[]) =>
    isJsonObject(first) && isJsonObject(second) && deep === false ? { ...first, ...second } : undefined,

  /** Blank text is null. */
  'States.StringToJson': ([text]: readonly Json[]) => {
    if (typeof text !== 'string') {
      return undefined;
    }
    return text.trim() === '' ? null : parseOrNothing(text);
  },

  'States.JsonToString': ([value]: readonly Json[]) => (value === undefined ? undefined : writeJson(value)),
};

function parseOrNothing(text: string): Json | undefined {
  // AWS reads the whole number -0 as 0.
  if (text.trim() === '-0') {
    return 0;
  }
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
