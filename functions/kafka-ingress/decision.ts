import type { Violation } from '../../shared/contracts/index.ts';
import {
  type Digest,
  type IngressRecord,
  type RecordTrigger,
  type Rejection,
  rejection,
} from '../../shared/records/index.ts';
import type { NewExecution } from './ports.ts';

/**
 * What decoding and checking a record gave. `text` is its value as JSON; `identity` is null where the record has not the
 * one that its trigger looks for.
 */
export type ReadRecord = {
  readonly type: 'read';
  readonly record: IngressRecord;
  readonly text: string;
  readonly identity: string | null;
  readonly violations: readonly Violation[];
};
export type Reading =
  | ReadRecord
  | { readonly type: 'unreadable'; readonly record: IngressRecord; readonly why: string }
  | { readonly type: 'tombstone'; readonly record: IngressRecord };

/** Decisions of one `lane` are acted on in order; those of no lane have no order. */
type InLane = { readonly lane: string | null };
export type Start = InLane & NewExecution & { readonly type: 'start'; readonly records: readonly IngressRecord[] };
export type Reject = InLane & {
  readonly type: 'reject';
  readonly record: IngressRecord;
  readonly rejection: Rejection;
};
export type Skip = InLane & { readonly type: 'skip'; readonly record: IngressRecord };
export type Decision = Start | Reject | Skip;

export const recordsOf = (decision: Decision): readonly IngressRecord[] =>
  decision.type === 'start' ? decision.records : [decision.record];

/** A trigger with what is derived from it once. */
export type Door = { readonly trigger: RecordTrigger; readonly namePrefix: string; readonly digest: Digest };

/** Step Functions' limit on an execution's input. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAX_INPUT_BYTES = 256 * 1024;

export const undecodable = (why: string): Rejection => rejection('undecodable', why);

export const TOO_LARGE: Rejection = rejection(
  'too-large',
  `The execution's input would be larger than ${MAX_INPUT_BYTES} bytes, the limit of Step Functions.`,
);

/** Whether a text has more UTF-8 bytes than `limit`; most texts are so short that nothing needs counting. */
export const isLargerThan = (limit: number, text: string): boolean =>
  text.length * 3 > limit && Buffer.byteLength(text) > limit;
