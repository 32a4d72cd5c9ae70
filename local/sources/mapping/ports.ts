import type { BatchPlan } from './decide.ts';
import type { FunctionAnswer } from './function-answer.ts';

export interface Clock {
  /** Ends after `ms` or when the signal is aborted, whichever comes first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Runs the ingress function on an event; an aborted signal asks it to give up. Rejects where it could not be run at all: tried again like a function that threw. */
export type InvokeFunction = (payload: string, signal: AbortSignal) => Promise<FunctionAnswer>;

export type BatchKey = { readonly group: string; readonly topicId: string; readonly partition: number };

/** The batch that a partition is at, kept before the function sees it: a redelivery after a crash has the same bounds. */
export interface BatchPlans {
  load(key: BatchKey): Promise<BatchPlan | null>;
  /** Replaces the partition's plan; safe against a crash once it resolves. */
  save(key: BatchKey, plan: BatchPlan): Promise<void>;
}
