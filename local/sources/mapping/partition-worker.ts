import { LogClosedError, PartitionRevokedError } from '../errors.ts';
import type { Notices } from '../notices.ts';
import type { RecordReader } from '../record-log.ts';
import type { BatchPlan, MappingProfile, Outcome, Piece } from './decide.ts';
import { backoffMs, decideNext } from './decide.ts';
import { readAnswer } from './function-answer.ts';
import type { BatchLimits, GatheredBatch } from './gather-batch.ts';
import { gatherBatch } from './gather-batch.ts';
import type { EventSource } from './msk-event.ts';
import { encodeEvent, recordGroup } from './msk-event.ts';
import { PartitionTrouble } from './partition-trouble.ts';
import type { BatchKey, BatchPlans, Clock, InvokeFunction } from './ports.ts';

export type WorkerOptions = {
  readonly reader: RecordReader;
  readonly topic: string;
  readonly key: BatchKey;
  readonly limits: BatchLimits;
  readonly profile: MappingProfile;
  readonly source: EventSource;
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  readonly random: () => number;
  readonly notices: Notices;
  readonly state: BatchPlans;
  /** The partition's earlier worker, which may not have ended yet. */
  readonly after: Promise<void> | null;
};

/**
 * Works through one partition, one batch after the other: gather, keep the bounds, invoke, commit. What happens after
 * an invocation is decided in decide.ts.
 *
 * I1. The bounds are safe before the function sees the batch; the offset is committed after it has accepted all of it.
 * I2. One invocation at a time.
 * I3. Nothing but `stop`, `abandon` or losing the partition ends the work.
 */
export class PartitionWorker {
  readonly partition: number;
  readonly ended: Promise<void>;
  readonly #options: WorkerOptions;
  readonly #group: string;
  readonly #trouble: PartitionTrouble;
  readonly #stopping = new AbortController();
  readonly #abandoning = new AbortController();
  #plan: BatchPlan | null = null;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.partition = options.key.partition;
    this.#group = recordGroup(options.topic, this.partition);
    this.#trouble = new PartitionTrouble(options.notices, options.topic, this.partition);
    this.ended = this.#work();
  }

  get blocked(): string | null {
    return this.#trouble.reason;
  }

  get inFlight(): BatchPlan | null {
    return this.#plan;
  }

  /** Begins nothing more: an invocation that runs may end, and is committed if it completes the batch. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Gives the invocation up too; the batch comes again. */
  abandon(): void {
    this.#stopping.abort();
    this.#abandoning.abort();
  }

  async #work(): Promise<void> {
    try {
      await this.#options.after;
      let begun = await this.#insist(() => this.#options.state.load(this.#options.key));
      for (let batch = await this.#gather(begun); batch !== null; batch = await this.#gather(begun)) {
        this.#plan = batch.plan;
        await this.#finish(batch);
        this.#plan = null;
        begun = null;
      }
    } catch (error) {
      if (!this.#stopping.signal.aborted && !endsWork(error)) throw error;
    } finally {
      this.#plan = null;
    }
  }

  #gather(begun: BatchPlan | null): Promise<GatheredBatch | null> {
    const { reader, limits, source, clock } = this.#options;
    const { signal } = this.#stopping;
    const group = this.#group;
    return this.#insist(() =>
      gatherBatch({ reader, partition: this.partition, limits, source, group, begun, clock, signal }),
    );
  }

  async #finish({ plan, texts }: GatheredBatch): Promise<void> {
    const { reader, profile, state, key } = this.#options;
    let current = plan;
    let inPieces = plan.pieces[0]?.offsets.length !== texts.size;
    await this.#insist(() => state.save(key, current));
    for (let piece = current.pieces[0]; piece !== undefined; piece = current.pieces[0]) {
      const outcome = await this.#invoke(piece, texts);
      this.#abandoning.signal.throwIfAborted();
      const next = decideNext(current, outcome, profile);
      this.#tell(outcome, next.givenUp, current);
      current = next.plan;
      this.#plan = current;
      inPieces ||= current.pieces.length > 0;
      if (current.pieces.length > 0) await this.#insist(() => state.save(key, current));
      if (outcome.type !== 'succeeded' && next.givenUp.length === 0) await this.#pause(piece.failures + 1);
    }
    const { signal } = this.#abandoning;
    await this.#insist(() => reader.commit(this.partition, current.last + 1), signal);
    // What is kept of a batch done at once is its bounds alone. One done in pieces must not thin out a later replay.
    if (inPieces) await this.#insist(() => state.save(key, current), signal);
  }

  async #invoke(piece: Piece, texts: ReadonlyMap<number, string>): Promise<Outcome> {
    const { source, invoke, profile } = this.#options;
    this.#stopping.signal.throwIfAborted();
    const records = piece.offsets.map((offset) => texts.get(offset) ?? '');
    const { signal } = this.#abandoning;
    try {
      const answer = await unlessAborted(invoke(encodeEvent(source, this.#group, records), signal), signal);
      return readAnswer(answer, piece, this.#group, profile);
    } catch (error) {
      return { type: 'failed', reason: reasonOf(error) };
    }
  }

  #tell(outcome: Outcome, givenUp: readonly number[], plan: BatchPlan): void {
    if (outcome.type === 'succeeded') {
      this.#trouble.passed();
      return;
    }
    const reason = outcome.type === 'failed' ? outcome.reason : `${outcome.offsets.length} records handed back`;
    this.#trouble.failed(reason, plan);
    if (givenUp.length === 0) return;
    this.#trouble.givenUp(givenUp);
    this.#trouble.passed();
  }

  /** Tries until it works: a full disk or a broker that is away passes, and until then the partition stands still. */
  async #insist<T>(attempt: () => Promise<T>, signal: AbortSignal = this.#stopping.signal): Promise<T> {
    const wasBlocked = this.#trouble.reason !== null;
    for (let failures = 1; ; failures += 1) {
      try {
        const result = await attempt();
        if (!wasBlocked) this.#trouble.passed();
        return result;
      } catch (error) {
        if (signal.aborted || endsWork(error)) throw error;
        this.#trouble.failed(reasonOf(error), this.#plan);
        await this.#pause(failures);
      }
    }
  }

  async #pause(failures: number): Promise<void> {
    const { clock, random } = this.#options;
    await clock.sleep(backoffMs(failures, random()), this.#stopping.signal);
    this.#stopping.signal.throwIfAborted();
  }
}

/** A function that does not heed the signal keeps nobody waiting. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

const endsWork = (error: unknown): boolean => error instanceof PartitionRevokedError || error instanceof LogClosedError;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
