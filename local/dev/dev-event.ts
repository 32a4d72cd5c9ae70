import type { EndedExecution } from '../engine/index.ts';
import type { DeadLetterView } from './dead-letters.ts';
import type { SetReport } from './samples/compare-samples.ts';
import type { SamplesSent } from './samples/send-samples.ts';

/** What a running Baton tells its user, as data; how it looks is the command line's. */
export type DevEvent =
  | ({ readonly type: 'started' } & Started)
  | ({ readonly type: 'samplesSent' } & SamplesSent)
  | ({ readonly type: 'executionEnded' } & EndedExecution)
  | ({ readonly type: 'deadLetter' } & DeadLetterView)
  | { readonly type: 'workflowUpdated'; readonly workflow: string; readonly stateMachineArn: string }
  /** Something does not work, is tried again, and is said once; `solved` says when it works again. */
  | { readonly type: 'problem' | 'solved'; readonly about: string; readonly message: string }
  /** Everything that was sent has ended. */
  | { readonly type: 'settled'; readonly sets: readonly SetReport[] };

export type Started = {
  readonly url: string;
  readonly root: string;
  /** Null: all in memory. */
  readonly dataDirectory: string | null;
  /** Null: the embedded log. */
  readonly brokers: string | null;
  readonly feeds: readonly Feed[];
  /** Where the workflows tell the outside how they ended. */
  readonly signalTopics: readonly string[];
  /** Whether it runs until it is stopped, and takes edits over. */
  readonly staysUp: boolean;
};

/** A topic whose records start executions of a workflow. */
export type Feed = {
  readonly topic: string;
  readonly workflow: string;
  readonly contract: string;
  readonly format: string;
  readonly mode: string;
  readonly deadLetterTopic: string | null;
};
