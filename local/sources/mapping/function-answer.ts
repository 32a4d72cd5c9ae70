import type { MappingProfile, Outcome, Piece } from './decide.ts';

/** The part of Lambda's Invoke answer that a mapping looks at. */
export type FunctionAnswer = { readonly payload: string; readonly functionError: string | null };

/** What an answer of the function means for the records that it was given. */
export function readAnswer(
  { payload, functionError }: FunctionAnswer,
  piece: Piece,
  group: string,
  { partialAnswers }: MappingProfile,
): Outcome {
  if (functionError !== null) return { type: 'failed', reason: errorIn(payload) };
  if (!partialAnswers) return { type: 'succeeded' };
  const named = failedOffsets(parsed(payload), group, new Set(piece.offsets));
  if (named === null) return { type: 'failed', reason: 'its batchItemFailures name no records of the batch' };
  if (named.size === 0) return { type: 'succeeded' };
  return { type: 'handedBack', offsets: piece.offsets.filter((offset) => named.has(offset)) };
}

/**
 * Nothing or an empty list: all done. Null for anything that is not understood, the whole batch is tried again then:
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
function failedOffsets(answer: unknown, group: string, inBatch: ReadonlySet<number>): ReadonlySet<number> | null {
  if (answer === null || answer === undefined) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return null;
  const { batchItemFailures: list } = answer as { batchItemFailures?: unknown };
  if (list === null || list === undefined) return new Set();
  if (!Array.isArray(list)) return null;
  const offsets = list.map((item) => failedOffset(item, group));
  return offsets.every((offset) => offset !== null && inBatch.has(offset)) ? new Set(offsets as number[]) : null;
}

function failedOffset(item: unknown, group: string): number | null {
  const { itemIdentifier } = (item ?? {}) as { itemIdentifier?: unknown };
  const { partition, offset } = (itemIdentifier ?? {}) as { partition?: unknown; offset?: unknown };
  return partition === group && typeof offset === 'number' ? offset : null;
}

/** Lambda's error document in one line; whatever else came, as it is. */
function errorIn(payload: string): string {
  const { errorType, errorMessage } = (parsed(payload) ?? {}) as { errorType?: unknown; errorMessage?: unknown };
  const parts = [errorType, errorMessage].filter((part) => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join(': ') : payload;
}

function parsed(payload: string): unknown {
  try {
    return payload === '' ? null : JSON.parse(payload);
  } catch {
    return payload;
  }
}
