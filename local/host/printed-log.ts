import type { Printed, PrintedQuery } from './function-host.ts';
import { MAX_PRINTED_CHARS } from './limits.ts';

/** Keeps the latest pieces of output; older ones make room. */
export class PrintedLog {
  readonly #kept: Printed[] = [];
  readonly #capacity: number;
  /** Where the next piece goes once the log is full. */
  #next = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(printed: Printed): void {
    this.#kept[this.#next] = printed.text.length > MAX_PRINTED_CHARS ? cut(printed) : printed;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  /** Oldest first. */
  find(query: PrintedQuery): readonly Printed[] {
    const inOrder = [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
    return inOrder.filter(({ caller, requestId }) =>
      'requestId' in query ? requestId === query.requestId : caller?.executionArn === query.executionArn,
    );
  }
}

function cut(printed: Printed): Printed {
  const omitted = printed.text.length - MAX_PRINTED_CHARS;
  return { ...printed, text: `${printed.text.slice(0, MAX_PRINTED_CHARS)}… (${omitted} characters more)\n` };
}
