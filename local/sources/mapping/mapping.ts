import type { Notices } from '../notices.ts';
import type { Assignment, RecordLog, RecordReader } from '../record-log.ts';
import type { BatchPlan, MappingProfile } from './decide.ts';
import { ON_DEMAND } from './decide.ts';
import type { BatchLimits } from './gather-batch.ts';
import type { EventSource } from './msk-event.ts';
import { PartitionWorker } from './partition-worker.ts';
import type { BatchPlans, Clock, InvokeFunction } from './ports.ts';

export type MappingOptions = {
  readonly log: Pick<RecordLog, 'open'>;
  readonly trigger: { readonly topic: string; readonly batch: BatchLimits; readonly profile?: MappingProfile };
  readonly group: string;
  readonly source: EventSource;
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  readonly notices: Notices;
  readonly state: BatchPlans;
  /** In [0, 1), for the jitter of a backoff. */
  readonly random?: () => number;
};

export type PartitionStatus = {
  readonly partition: number;
  /** Offsets behind the end; null while the log does not answer. */
  readonly lag: number | null;
  readonly batch: BatchPlan | null;
  /** Why the partition is stuck, null when it is not. */
  readonly blocked: string | null;
};

export type Mapping = {
  status(): Promise<readonly PartitionStatus[]>;
  /** Everything sent so far has been handled. */
  idle(): Promise<boolean>;
  /** Lets invocations end for a while, then gives them up; what is not committed comes again. */
  close(): Promise<void>;
};

/** How long a closing mapping waits for invocations that run. */
export const CLOSE_GRACE_MS = 5_000;

/**
 * An event source mapping as Lambda has it for Kafka: records of a topic, in batches, to a function. A batch holds one
 * partition's records; Lambda may put several partitions into one event, and a function must bear both.
 * Rejects with `UnknownTopicError`; waits for a cluster that is away.
 */
export async function startMapping(options: MappingOptions): Promise<Mapping> {
  const workers = new Workers(options);
  const reader = await options.log.open({
    topic: options.trigger.topic,
    group: options.group,
    assigned: (assignment) => workers.assign(assignment),
  });
  workers.begin(reader);
  return workers;
}

/** One worker for each partition that the reader has. */
class Workers implements Mapping {
  readonly #options: MappingOptions;
  readonly #workers = new Map<number, PartitionWorker>();
  readonly #leaving = new Set<PartitionWorker>();
  #reader: RecordReader | null = null;
  #assignment: Assignment | null = null;
  #closed = false;

  constructor(options: MappingOptions) {
    this.#options = options;
  }

  /** The log assigns before it hands over the reader. */
  begin(reader: RecordReader): void {
    this.#reader = reader;
    if (this.#assignment !== null) this.assign({ ...this.#assignment, fresh: this.#assignment.partitions });
  }

  assign(assignment: Assignment): void {
    this.#assignment = assignment;
    if (this.#reader === null || this.#closed) return;
    for (const [partition, worker] of this.#workers) {
      if (assignment.partitions.includes(partition) && !assignment.fresh.includes(partition)) continue;
      this.#workers.delete(partition);
      this.#dismiss(worker);
    }
    for (const partition of assignment.partitions) {
      if (!this.#workers.has(partition))
        this.#workers.set(partition, this.#employ(this.#reader, partition, assignment));
    }
  }

  async status(): Promise<readonly PartitionStatus[]> {
    const reader = this.#reader;
    const workers = [...this.#workers.values()].sort((a, b) => a.partition - b.partition);
    return Promise.all(
      workers.map(async ({ partition, inFlight, blocked }) => {
        const lag = (await reader?.lag(partition).catch(() => null)) ?? null;
        return { partition, lag, batch: inFlight, blocked };
      }),
    );
  }

  async idle(): Promise<boolean> {
    return (await this.status()).every(({ lag }) => lag === 0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const workers = [...this.#workers.values()];
    const ended = Promise.all([...workers, ...this.#leaving].map((worker) => worker.ended));
    for (const worker of workers) worker.stop();
    const grace = new AbortController();
    const graceOver = this.#options.clock.sleep(CLOSE_GRACE_MS, grace.signal);
    await Promise.race([ended, graceOver]);
    grace.abort();
    for (const worker of workers) worker.abandon();
    await ended;
    await this.#reader?.close();
  }

  #employ(reader: RecordReader, partition: number, { topicId }: Assignment): PartitionWorker {
    const { trigger, group, source, invoke, clock, notices, state, random = Math.random } = this.#options;
    return new PartitionWorker({
      reader,
      topic: trigger.topic,
      key: { group, topicId, partition },
      limits: trigger.batch,
      profile: trigger.profile ?? ON_DEMAND,
      source,
      invoke,
      clock,
      random,
      notices,
      state,
      after: [...this.#leaving].findLast((worker) => worker.partition === partition)?.ended ?? null,
    });
  }

  #dismiss(worker: PartitionWorker): void {
    worker.abandon();
    this.#leaving.add(worker);
    void worker.ended.finally(() => this.#leaving.delete(worker));
  }
}
