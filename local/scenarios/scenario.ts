import type { SourceDocument } from '../../project/index.ts';
import type { MockedStates } from '../engine/index.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type EndStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An event that the history is to hold: its type, and members of it or of its details. */
export type ExpectedEvent = { readonly type: string; readonly [member: string]: Json };

/** How an execution is to end; what is not there does not matter. */
export type Expectation = {
  readonly status?: EndStatus;
  readonly path?: readonly string[];
  readonly output?: Json;
  readonly outputIncludes?: Json;
  readonly error?: string;
  readonly history?: readonly ExpectedEvent[];
};

/** A test of a workflow. */
export type Scenario = {
  readonly workflow: string;
  /** The file's name without its ending; the execution has it too. */
  readonly name: string;
  readonly input: Json;
  readonly mocks: MockedStates;
  /** Null: nobody has said yet what is to happen. */
  readonly expect: Expectation | null;
  readonly document: SourceDocument;
};

/** What has happened. */
export type Outcome = {
  readonly status: EndStatus;
  readonly path: readonly string[];
  /** Undefined where the execution gave none. */
  readonly output: Json | undefined;
  readonly error: string | null;
  readonly cause: string | null;
  /** In virtual time. */
  readonly durationMs: number;
  readonly history: readonly HappenedEvent[];
  /** Why the execution could not end by itself; null where it did. */
  readonly stall: string | null;
};

/** An event with its details among its members; the timestamp is RFC 3339. */
export type HappenedEvent = { readonly type: string; readonly timestamp: string; readonly [member: string]: unknown };
