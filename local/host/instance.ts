import { Worker } from 'node:worker_threads';
import type { Failure } from './failure.ts';
import { exitedFailure, outOfMemoryFailure, thrownFailure, timedOutFailure } from './failure.ts';
import { MAX_LOAD_MS, YOUNG_GENERATION_MB } from './limits.ts';
import type { Call, InstanceSetup, Report } from './worker/protocol.ts';

export type InstanceOptions = InstanceSetup & {
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** `call` is null while the module loads. */
  readonly onPrint: (text: string, call: Call | null) => void;
};

export type Outcome =
  | { readonly type: 'returned'; readonly payload: string }
  | { readonly type: 'failed'; readonly failure: Failure };

/** kafkajs, by which functions publish, asks for negative timeouts, and Node would say so past whatever we print. */
const HIDDEN_WARNINGS = ['TimeoutNegativeWarning'];

/**
 * One worker thread with its own environment: loads once, then serves calls one at a time. A thread that was killed or
 * ended by itself is dead for good.
 */
export class Instance {
  /** Null when the handler stands; never rejects. */
  readonly loaded: Promise<Failure | null>;
  #alive = true;
  #crash: Failure | null = null;
  #settle: (outcome: Outcome) => void = () => {};
  #call: Call | null = null;
  readonly #worker: Worker;

  constructor({ environment, memoryMb, onPrint, ...setup }: InstanceOptions) {
    const workerData: InstanceSetup = setup;
    this.#worker = new Worker(new URL('./worker/main.ts', import.meta.url), {
      workerData,
      env: { ...environment },
      execArgv: HIDDEN_WARNINGS.map((name) => `--disable-warning=${name}`),
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#worker.on('message', (report: Report) => this.#take(report, onPrint));
    this.#worker.on('error', (error) => this.#end(crashOf(this.#requestId, error)));
    this.#worker.on('exit', (exitCode) => this.#end(exitedFailure(this.#requestId, exitCode)));
    this.loaded = this.#settlesWithin(MAX_LOAD_MS).then((outcome) =>
      outcome.type === 'failed' ? outcome.failure : null,
    );
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Resolves with how it ended, at the latest at the deadline, when the thread is killed. */
  run(call: Call, timeoutMs: number): Promise<Outcome> {
    this.#call = call;
    const outcome = this.#settlesWithin(timeoutMs);
    this.#worker.postMessage(call);
    return outcome;
  }

  get #requestId(): string {
    return this.#call?.requestId ?? 'init';
  }

  async stop(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  #settlesWithin(limitMs: number): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const alarm = setTimeout(() => this.#end(timedOutFailure(this.#requestId, limitMs / 1000)), limitMs);
    this.#settle = (outcome) => {
      clearTimeout(alarm);
      resolve(outcome);
    };
    return promise;
  }

  #take(report: Report, onPrint: InstanceOptions['onPrint']): void {
    switch (report.type) {
      case 'printed':
        onPrint(report.text, this.#call);
        break;
      case 'loaded':
        this.#settle({ type: 'returned', payload: '' });
        break;
      case 'notLoaded':
        this.#end(report.failure);
        break;
      case 'crashed':
        this.#crash = report.failure;
        break;
      case 'returned':
      case 'failed':
        this.#settle(report);
        break;
    }
  }

  #end(failure: Failure): void {
    this.#settle({ type: 'failed', failure: this.#crash ?? failure });
    if (this.#alive) void this.stop();
  }
}

function crashOf(requestId: string, error: unknown): Failure {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory ? outOfMemoryFailure(requestId) : thrownFailure(error);
}
