import type { WorkflowType } from '../definition/index.ts';
import { utf8Bytes } from './limits.ts';
import type { ExecutionFacts, FrameId, JsonText, MapRunSettings, TaskResource } from './protocol.ts';

/**
 * The state of one execution: one owned, mutable tree of frames that JSON.stringify and JSON.parse keep whole.
 *
 * R1. Frames are addressed by integers that are never used again.
 * R2. All data is text: what no state touches keeps its bytes.
 * R3. A frame waits (`wait`), or has frames (`join`) or child executions (`mapRun`) under way, or stands in `ready`.
 */
export type Run = {
  readonly facts: ExecutionFacts;
  startedAt: number;
  status: ExecutionStatus;
  /** The id of the last history event. */
  lastEvent: number;
  lastFrame: FrameId;
  /** Of the variables of all frames together. */
  variableBytes: number;
  /** When TimeoutSeconds of the state machine ends the execution. */
  timesOutAt: number | null;
  frames: { [id: FrameId]: Frame };
  /** The frames that a redrive goes on with, once the execution has ended without success. */
  halted: Run['frames'] | null;
  redriveCount: number;
  redrivenAt: number | null;
  /** Frames that can go on at once, first come first served; each stands in it once (`isReady`). */
  ready: FrameId[];
};

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

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
  /** What StateEntered followed from. */
  enteredFrom: number;
  /** The event that the next one follows from. */
  cursor: number;
  turn: number;
  isReady: boolean;
  wait: Wait | null;
  join: Join | null;
  mapRun: MapRun | null;
  /** How often each of the state's retriers has acted since the state was entered. */
  retries: number[];
  variables: { [name: string]: JsonText };
  /** In a Map's iteration: the item as `$$.Map.Item` shows it. */
  readonly item: MapItem | null;
};

export type MapItem = {
  readonly index: number;
  readonly value: JsonText;
  /** Of an object's member. */
  readonly key?: string;
  /** Where the items of a Distributed Map come from. */
  readonly source?: 'STATE_DATA';
};

/** The items of a Map over a list, or with their names over an object. */
export type MapItems = { readonly values: readonly JsonText[]; readonly keys: readonly string[] | null };

export type Wait = { readonly type: 'wait' | 'retry'; readonly at: number } | TaskWait;

export type TaskWait = {
  readonly type: 'task';
  readonly resource: TaskResource;
  readonly arguments: JsonText;
  readonly taskToken: string | null;
  readonly credentialsRoleArn: string | null;
  readonly timeoutSeconds: number | null;
  readonly timesOutAt: number | null;
  readonly heartbeatSeconds: number | null;
  heartbeatDueAt: number | null;
  submission: JsonText | null;
  /** An activity's: a worker has it. */
  taken: boolean;
};

/** A Parallel or Map under way: results lie in slots of their own until all are there. */
export type Join = {
  readonly results: (JsonText | null)[];
  open: number;
  running: number;
  /** The first slot that has not been started. */
  next: number;
  readonly concurrency: number;
  /** The scope of each slot; of all slots where there is but one. */
  readonly scopes: readonly number[];
  /** The event that the next frame's first one follows from. */
  from: number;
  /** A Map's items; null for a Parallel, whose branches all get `input`. */
  readonly items: MapItems | null;
  readonly input: JsonText;
};

/** A Distributed Map under way: each of its child executions has a slot, in the order in which they were started. */
export type MapRun = {
  readonly arn: string;
  readonly label: string;
  /** Of the children. */
  readonly workflowType: WorkflowType;
  settings: MapRunSettings;
  readonly items: MapItems;
  readonly batch: Batch | null;
  /** The Map's input, as InputPath leaves it. */
  readonly input: JsonText;
  /** The first item that no child has got. */
  nextItem: number;
  /** Null until the child has ended. */
  readonly results: (JsonText | null)[];
  /** The children that have not ended. */
  readonly children: { [slot: number]: StartedChild };
  /** Those that have ended otherwise than they should: a redrive takes them up again. */
  readonly unsuccessful: { [slot: number]: StartedChild };
  /** The slots of those that a redrive has yet to take up. */
  again: number[];
  redriveCount: number;
  running: number;
  failedItems: number;
};

export type Batch = {
  readonly maxItems: number | null;
  readonly maxInputBytes: number | null;
  readonly input: JsonText | null;
};

export type StartedChild = {
  readonly input: JsonText;
  readonly itemCount: number;
  /** How often it has been taken up again. */
  readonly redrives: number;
};

export type NewFrame = Pick<Frame, 'parent' | 'slot' | 'scope' | 'state' | 'input' | 'cursor' | 'item'>;

/** Adds a frame that is about to enter its first state. */
export function addFrame(run: Run, frame: NewFrame): Frame {
  const added: Frame = {
    ...frame,
    id: frame.parent === null ? 0 : ++run.lastFrame,
    entered: false,
    enteredAt: 0,
    enteredEvent: 0,
    enteredFrom: frame.cursor,
    turn: 0,
    isReady: false,
    wait: null,
    join: null,
    mapRun: null,
    retries: [],
    variables: {},
  };
  run.frames[added.id] = added;
  makeReady(run, added);
  return added;
}

export function removeFrame(run: Run, frame: Frame): void {
  for (const text of Object.values(frame.variables)) {
    run.variableBytes -= utf8Bytes(text);
  }
  delete run.frames[frame.id];
}

export function assignVariables(run: Run, frame: Frame, assigned: Frame['variables']): void {
  run.variableBytes += bytesAssigned(frame, assigned);
  Object.assign(frame.variables, assigned);
}

/** By how much assigning them makes the frame's variables grow. */
export function bytesAssigned({ variables }: Frame, assigned: Frame['variables']): number {
  return Object.entries(assigned).reduce(
    (sum, [name, text]) => sum + utf8Bytes(text) - utf8Bytes(variables[name] ?? ''),
    0,
  );
}

/** A frame that stands in the queue already moves by what it is when its turn comes. */
export function makeReady(run: Run, frame: Frame): void {
  if (!frame.isReady) {
    frame.isReady = true;
    run.ready.push(frame.id);
  }
}

export function parentOf(run: Run, frame: Frame): Frame | null {
  return frame.parent === null ? null : (run.frames[frame.parent] ?? null);
}

export function childrenOf(run: Run, frame: Frame): readonly Frame[] {
  return Object.values(run.frames).filter(({ parent }) => parent === frame.id);
}

export function retryCount(frame: Frame): number {
  return frame.retries.reduce((sum, count) => sum + count, 0);
}
