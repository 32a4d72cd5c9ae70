/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAX_DATA_BYTES = 262_144;
export const MAX_HISTORY_EVENTS = 25_000;
/** What "no limit" of a Map's MaxConcurrency means. */
export const MAX_CONCURRENT_ITERATIONS = 40;
/** Child executions that a map run has running at once. */
export const MAX_CHILD_EXECUTIONS = 10_000;
/** Of all variables of an execution together. */
export const MAX_VARIABLES_BYTES = 10_485_760;
/** How many states are entered and frames made in one step before it asks to go on. */
export const MAX_MOVES_PER_STEP = 500;

/** UTF-8 bytes; counts only where the length alone does not answer. */
export function exceedsDataLimit(text: string): boolean {
  if (text.length * 3 <= MAX_DATA_BYTES) {
    return false;
  }
  return text.length > MAX_DATA_BYTES || utf8Bytes(text) > MAX_DATA_BYTES;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

export function utf8Bytes(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += 1 + Number(code > 0x7f) + Number(code > 0x7ff) + Number(code > 0xffff);
  }
  return bytes;
}
