import type { Notices } from '../notices.ts';
import { isNetworkError, reasonsOf } from './kafka-errors.ts';

/** One connection that breaks is an everyday matter. */
const FAILURES_TO_NOTICE = 2;

/** Says once that no broker answers, and once that one does again. */
export class BrokerWatch {
  readonly #brokers: string;
  readonly #notices: Notices;
  #failures = 0;

  constructor(brokers: string, notices: Notices) {
    this.#brokers = brokers;
    this.#notices = notices;
  }

  failed(error: unknown): void {
    if (!isNetworkError(error)) return;
    this.#failures += 1;
    if (this.#failures !== FAILURES_TO_NOTICE) return;
    this.#notices.say({ type: 'brokerUnreachable', brokers: this.#brokers, reason: reasonsOf(error) });
  }

  answered(): void {
    if (this.#failures >= FAILURES_TO_NOTICE) this.#notices.say({ type: 'brokerBack', brokers: this.#brokers });
    this.#failures = 0;
  }
}
