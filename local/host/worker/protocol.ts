import type { Failure } from '../failure.ts';
import type { Caller } from '../function-host.ts';

/** What a thread is told once, when it starts. */
export type InstanceSetup = {
  readonly handlerUrl: string;
  readonly handlerName: string;
  /** The project's folder of what is generated, with a slash at its end. */
  readonly generatedUrl: string;
};

/** The host calls; one at a time. */
export type Call = {
  readonly requestId: string;
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly invokedFunctionArn: string;
  readonly clientContext: string | null;
  /** Only for what the host keeps of the output. */
  readonly caller: Caller | null;
};

/** The thread answers: once about loading, then once for every call, and prints at any time. */
export type Report =
  | { readonly type: 'loaded' }
  | { readonly type: 'notLoaded'; readonly failure: Failure }
  | { readonly type: 'printed'; readonly text: string }
  | { readonly type: 'returned'; readonly payload: string }
  | { readonly type: 'failed'; readonly failure: Failure }
  /** The thread is about to end. */
  | { readonly type: 'crashed'; readonly failure: Failure };
