/** One line of samples/*.ndjson: a record to send, and what is to become of it. */
export type SampleLine = {
  /** Counts from 1. */
  readonly line: number;
  readonly topic: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** `value` is encoded in the topic's format, `base64` is sent as it is. */
  readonly body: { readonly value: unknown } | { readonly base64: string };
  readonly expected: Expected;
};

export type Expected = {
  readonly expect: 'started' | 'duplicate' | 'dead-letter';
  /** How the execution ends; null: either way. */
  readonly status: string | null;
  /** What the reason of the dead letter has in it; empty: anything. */
  readonly reason: string | null;
};

export type SampleSet = { readonly name: string; readonly file: string; readonly lines: readonly SampleLine[] };
