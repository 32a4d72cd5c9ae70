import { setTimeout as wait } from 'node:timers/promises';
import { LogClosedError, LogUnavailableError } from '../errors.ts';
import type { Notices } from '../notices.ts';
import { BrokerWatch } from './broker-watch.ts';
import { hasApiError, translateKafkaError } from './kafka-errors.ts';

const RETRY_PAUSE_MS = 250;
const UNKNOWN_TOPIC_PAUSE_MS = 20;
const CONNECT_TIMEOUT_MS = 3_000;
/** How often a request that somebody waits for is tried before it is said to have failed. */
const REQUEST_RETRIES = 8;

/** The brokers, and what to do while none of them answers. */
export class KafkaCluster {
  readonly brokers: string;
  readonly closing: AbortSignal;
  readonly watch: BrokerWatch;
  readonly #closing = new AbortController();

  constructor(brokers: string, notices: Notices) {
    this.brokers = brokers;
    this.closing = this.#closing.signal;
    this.watch = new BrokerWatch(brokers, notices);
  }

  /** For a client that serves one request at a time, and says so when it cannot. */
  requestOptions() {
    return { ...this.loopOptions(), retries: REQUEST_RETRIES, retryDelay };
  }

  /** For a client in a loop of our own, which repeats by itself. */
  loopOptions() {
    return {
      clientId: 'baton',
      bootstrapBrokers: this.brokers.split(',').map((broker) => broker.trim()),
      connectTimeout: CONNECT_TIMEOUT_MS,
      retries: 0,
    };
  }

  /** One request. Rejects with what its failure means for `topic`. */
  async request<T>(topic: string, send: () => Promise<T>): Promise<T> {
    if (this.closing.aborted) throw new LogClosedError();
    try {
      return await send();
    } catch (error) {
      throw this.closing.aborted ? new LogClosedError() : translateKafkaError(error, this.brokers, topic);
    }
  }

  /** Repeats for ever what only fails because the brokers are away or busy; ends with the signal. */
  async insist<T>(topic: string, signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    for (;;) {
      if (signal.aborted) throw new LogClosedError();
      try {
        const answer = await send();
        this.watch.answered();
        return answer;
      } catch (error) {
        const meaning = translateKafkaError(error, this.brokers, topic);
        if (!(meaning instanceof LogUnavailableError)) throw meaning;
        this.watch.failed(error);
        await pause(signal);
      }
    }
  }

  close(): void {
    this.#closing.abort();
  }
}

/** A topic that is unknown becomes known, if it is a new one, within the blink that brokers need to tell each other. */
function retryDelay(_client: object, _operation: string, _attempt: number, _retries: number, error: Error): number {
  return hasApiError(error, 'UNKNOWN_TOPIC_OR_PARTITION') ? UNKNOWN_TOPIC_PAUSE_MS : RETRY_PAUSE_MS;
}

/** Ends early with the signal. */
export async function pause(signal: AbortSignal): Promise<void> {
  await wait(RETRY_PAUSE_MS, undefined, { signal }).catch(() => undefined);
}
