import type { ExecutionFacts, FrameId, JsonText } from './protocol.ts';

/**
 * The state of one execution: one owned, mutable tree of frames that JSON.stringify and JSON.parse keep whole.
 *
 * R1. Frames are addressed by integers that are never used again.
 * R2. All data is text: what no state touches keeps its bytes.
 * R3. A frame either waits (`wait`), or stands in `ready`, or has an own Parallel or Map under way (`join`).
 */
export type Run = {
  readonly facts: ExecutionFacts;
  startedAt: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** The id of the last history event. */
  lastEvent: number;
  lastFrame: FrameId;
  /** When TimeoutSeconds of the state machine ends the execution. */
  timesOutAt: number | null;
  frames: { [id: FrameId]: Frame };
  /** Frames that can go on at once, first come first served. */
  ready: FrameId[];
};

export type Frame = {
  readonly id: FrameId;
  readonly parent: FrameId | null;
  /** Which branch or iteration of the parent's join this is. */
  readonly slot: number;
  /** Index into the program's scopes. */
  readonly scope: number;
  state: string;
  /** Whether the state's StateEntered has been told. */
  entered: boolean;
  input: JsonText;
  enteredAt: number;
  enteredEvent: number;
  /** The event that the next one follows from, and the one before it. */
  cursor: number;
  cursorBefore: number;
  turn: number;
  wait: Wait | null;
  join: Join | null;
  /** How often each of the state's retriers has acted since the state was entered. */
  retries: number[];
  variables: { [name: string]: JsonText };
  /** In a Map's iteration: the item as `$$.Map.Item` shows it. */
  readonly item: MapItem | null;
};

export type MapItem = { readonly index: number; readonly value: JsonText; readonly key: string | null };

export type Wait =
  | { readonly type: 'wait'; readonly at: number }
  | { readonly type: 'retry'; readonly at: number }
  | TaskWait;

export type TaskWait = {
  readonly type: 'task';
  readonly arguments: JsonText;
  readonly taskToken: string | null;
  readonly timeoutSeconds: number | null;
  readonly timesOutAt: number | null;
  readonly heartbeatSeconds: number | null;
  heartbeatDueAt: number | null;
  submitted: boolean;
};

/** A Parallel or Map under way: results lie in slots of their own until all are there. */
export type Join = {
  readonly results: (JsonText | null)[];
  open: number;
  running: number;
  /** The first slot that has not been started. */
  next: number;
  readonly concurrency: number;
  /** A Map's items; null for the branches of a Parallel, which all get `input`. */
  readonly items: MapItem[] | null;
  readonly input: JsonText;
};
