import { Consumer, ListOffsetTimestamps } from '@platformatic/kafka';
import { LogClosedError, PartitionRevokedError, TopicReplacedError } from '../errors.ts';
import type { LogRecord, ReadLimits, RecordReader, Subscription } from '../record-log.ts';
import { FetchLoop } from './fetch-loop.ts';
import { HeldPartition } from './held-partition.ts';
import type { KafkaCluster } from './kafka-cluster.ts';
import { pause } from './kafka-cluster.ts';
import { hasApiError } from './kafka-errors.ts';

/** The least that brokers allow by default, and so the longest that a dead process keeps its partitions. */
const SESSION_TIMEOUT_MS = 6_000;
const HEARTBEAT_MS = 1_000;
const REBALANCE_TIMEOUT_MS = 30_000;

/** The group is on the move, or has moved on without this member: what is still its own shows after the next join. */
const MEMBERSHIP_ERRORS = ['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS', 'FENCED_INSTANCE_ID'];

/**
 * A group member with a fetch loop of its own, so that one stuck partition stops no other and a seek is a variable.
 *
 * I1. What a partition had fetched is dropped with the partition: nobody polls or commits it after that.
 * I2. A partition that stays with this member from one generation to the very next is kept as it is; after a gap it is
 *     fresh, since somebody else may have had it.
 * I3. No request is given up because a broker is away; closing ends it.
 * I4. Offsets of a topic mean nothing in another one of its name: a topic made anew is read by the next reader.
 */
export class KafkaReader implements RecordReader {
  readonly #cluster: KafkaCluster;
  readonly #subscription: Subscription;
  readonly #consumer: Consumer;
  readonly #held = new Map<number, HeldPartition>();
  readonly #closing = new AbortController();
  readonly #fetches: FetchLoop;
  readonly #joined = Promise.withResolvers<void>();
  #membership = { memberId: '', generation: -1 };
  #fetching: Promise<void> = Promise.resolve();
  #adoptions: Promise<void> = Promise.resolve();

  constructor(cluster: KafkaCluster, subscription: Subscription, instanceId: string | undefined) {
    this.#cluster = cluster;
    this.#subscription = subscription;
    this.#consumer = new Consumer({
      ...cluster.loopOptions(),
      groupId: subscription.group,
      sessionTimeout: SESSION_TIMEOUT_MS,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      ...(instanceId !== undefined && { groupInstanceId: instanceId }),
    });
    const { signal } = this.#closing;
    this.#fetches = new FetchLoop(cluster, this.#consumer, subscription.topic, this.#held, signal);
    this.#consumer.on('consumer:group:join', () => this.#adoptNext());
    this.#consumer.on('consumer:heartbeat:error', ({ error }) => cluster.watch.failed(error));
    // The client gives up rejoining at the first failure, and says so here.
    this.#consumer.on('error', () => this.#rejoin());
    signal.addEventListener('abort', () => this.#joined.reject(new LogClosedError()));
  }

  /** Resolves once partitions have been assigned. Rejects with `UnknownTopicError`, or `LogClosedError` when closed first. */
  async join(): Promise<void> {
    const { topic } = this.#subscription;
    const { signal } = this.#closing;
    try {
      await this.#cluster.insist(topic, signal, () => this.#consumer.metadata({ topics: [topic], forceUpdate: true }));
      this.#consumer.topics.trackAll(topic);
      await this.#cluster.insist(topic, signal, () => this.#consumer.joinGroup());
      await this.#joined.promise;
      this.#fetching = this.#fetches.run();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async poll(partition: number, limits: ReadLimits): Promise<readonly LogRecord[]> {
    const held = this.#need(partition);
    for (;;) {
      const records = held.take(limits);
      this.#fetches.wake();
      if (records.length > 0 || limits.signal === undefined || limits.signal.aborted) return records;
      await held.changed(limits.signal);
      this.#check(held);
    }
  }

  async commit(partition: number, offset: number): Promise<void> {
    const { topic } = this.#subscription;
    const held = this.#need(partition);
    const offsets = [{ topic, partition, offset: BigInt(offset), leaderEpoch: -1 }];
    await this.#cluster.insist(topic, this.#closing.signal, async () => {
      while (!(await this.#tryCommit(held, offsets)));
    });
    held.committed = offset;
  }

  seek(partition: number, offset: number): void {
    this.#need(partition).seek(offset);
    this.#fetches.wake();
  }

  async lag(partition: number): Promise<number> {
    const { topic } = this.#subscription;
    const held = this.#need(partition);
    const ends = await this.#cluster.request(topic, () =>
      this.#consumer.listOffsets({ topics: [topic], partitions: { [topic]: [partition] } }),
    );
    const end = Number(ends.get(topic)?.[partition] ?? 0);
    // The last offsets may be a transaction's markers, which nobody can commit.
    return held.done && held.fetchOffset >= end ? 0 : Math.max(0, end - held.committed);
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#joined.promise.catch(() => undefined);
    this.#closing.abort();
    for (const held of this.#held.values()) held.revoke();
    await this.#fetches.close();
    await this.#fetching;
    await this.#consumer.close(true).catch(() => undefined);
    this.#held.clear();
  }

  /** False when the group is on the move: to be tried again when it has settled. */
  async #tryCommit(held: HeldPartition, offsets: Parameters<Consumer['commit']>[0]['offsets']): Promise<boolean> {
    this.#check(held);
    try {
      await this.#consumer.commit({ offsets });
      return true;
    } catch (error) {
      if (!MEMBERSHIP_ERRORS.some((id) => hasApiError(error, id))) throw error;
      await pause(this.#closing.signal);
      return false;
    }
  }

  #need(partition: number): HeldPartition {
    if (this.#closing.signal.aborted) throw new LogClosedError();
    const held = this.#held.get(partition);
    if (held === undefined) throw new PartitionRevokedError(this.#subscription.topic, partition);
    this.#check(held);
    return held;
  }

  #check(held: HeldPartition): void {
    if (this.#closing.signal.aborted) throw new LogClosedError();
    if (held.revoked) throw new PartitionRevokedError(this.#subscription.topic, held.partition);
    if (this.#fetches.replaced) throw new TopicReplacedError(this.#subscription.topic);
  }

  #rejoin(): void {
    this.#persist(() => this.#consumer.joinGroup()).catch(() => undefined);
  }

  /** For a member no error but closing is final: even a topic that is gone may be made again. */
  async #persist<T>(send: () => Promise<T>): Promise<T> {
    const { signal } = this.#closing;
    for (;;) {
      try {
        return await this.#cluster.insist(this.#subscription.topic, signal, send);
      } catch (error) {
        if (signal.aborted) throw error;
        await pause(signal);
      }
    }
  }

  /** One after the other: a join that follows at once must not overtake. */
  #adoptNext(): void {
    this.#drop();
    this.#adoptions = this.#adoptions.then(() => this.#adopt()).catch(() => undefined);
  }

  /** Lets go of what the new generation does not give again. */
  #drop(): void {
    const { memberId, generationId } = this.#consumer;
    const { memberId: earlier, generation } = this.#membership;
    const continues = memberId === earlier && generationId === generation + 1;
    this.#membership = { memberId: memberId ?? '', generation: generationId };
    const assigned = this.#assigned();
    for (const [partition, held] of this.#held) {
      if (continues && assigned.includes(partition)) continue;
      this.#held.delete(partition);
      held.revoke();
    }
  }

  async #adopt(): Promise<void> {
    const { topic, assigned } = this.#subscription;
    const generation = this.#consumer.generationId;
    const fresh = this.#assigned().filter((partition) => !this.#held.has(partition));
    const starts = await this.#persist(() => this.#starts(fresh));
    const metadata = await this.#persist(() => this.#consumer.metadata({ topics: [topic] }));
    // Overtaken by a later join, which adopts in its turn.
    if (this.#consumer.generationId !== generation) return;
    for (const [partition, start] of starts) this.#held.set(partition, new HeldPartition(partition, start));
    const partitions = [...this.#held.keys()].sort((a, b) => a - b);
    assigned({ topicId: metadata.topics.get(topic)?.id ?? '', partitions, fresh });
    this.#joined.resolve();
    this.#fetches.wake();
  }

  #assigned(): readonly number[] {
    return this.#consumer.assignments?.find(({ topic }) => topic === this.#subscription.topic)?.partitions ?? [];
  }

  /** The group's committed offsets, else the earliest. */
  async #starts(partitions: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (partitions.length === 0) return new Map();
    const { topic } = this.#subscription;
    const [committed, earliest] = await Promise.all([
      this.#consumer.listCommittedOffsets({ topics: [{ topic, partitions: [...partitions] }] }),
      this.#consumer.listOffsets({ topics: [topic], timestamp: ListOffsetTimestamps.EARLIEST }),
    ]);
    return new Map(
      partitions.map((partition) => {
        const offset = committed.get(topic)?.[partition] ?? -1n;
        return [partition, Number(offset >= 0n ? offset : (earliest.get(topic)?.[partition] ?? 0n))];
      }),
    );
  }
}
