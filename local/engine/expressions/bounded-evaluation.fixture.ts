import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Json } from './index.ts';

export type Question = {
  readonly language: 'jsonata' | 'path' | 'intrinsic';
  readonly text: string;
  readonly input: Json;
};

/** What came of it, and the processor time that it took: what else the machine does is not counted. */
export type Evaluated = { readonly outcome: string; readonly cpuMs: number };

/** The collector's young generation is part of the heap. */
const YOUNG_MB = 16;
const THREAD = new URL('./bounded-thread.fixture.ts', import.meta.url);

/** Evaluates in a thread of so much heap: one that needs more ends it, and it is started anew for the next. */
export class BoundedEvaluation {
  readonly #heapMb: number;
  #thread: Worker | undefined;

  constructor(heapMb: number) {
    this.#heapMb = heapMb;
  }

  /** Rejects when the thread's heap did not suffice. */
  async evaluate(question: Question): Promise<Evaluated> {
    this.#thread ??= this.#start();
    this.#thread.postMessage(question);
    const [evaluated] = await once(this.#thread, 'message');
    return evaluated as Evaluated;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: this.#heapMb - YOUNG_MB, maxYoungGenerationSizeMb: YOUNG_MB };
    return new Worker(THREAD, { resourceLimits }).once('exit', () => {
      this.#thread = undefined;
    });
  }
}
