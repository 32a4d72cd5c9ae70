import { expect, test } from 'vitest';
import { openEmbeddedLog } from '../embedded-log/embedded-log.ts';
import { PartitionRevokedError } from '../errors.ts';
import type { Assignment, RecordReader, Subscription } from '../record-log.ts';
import { startMapping } from './mapping.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A reader of two partitions, one record in each, whose group moves when the test says so. */
function newGroup() {
  const commits: string[] = [];
  let held: readonly number[] = [0, 1];
  let subscription: Subscription | null = null;
  const check = (partition: number): void => {
    if (!held.includes(partition)) throw new PartitionRevokedError('t', partition);
  };
  const reader: RecordReader = {
    async poll(partition, { signal }) {
      check(partition);
      if (commits.some((commit) => commit.startsWith(`${partition} `))) {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        return [];
      }
      const at = {
        source: 'kafka',
        topic: 't',
        partition,
        offset: 0,
        timestamp: 0,
        timestampType: 'CREATE_TIME',
      } as const;
      return [{ ...at, key: null, value: null, headers: [] }];
    },
    async commit(partition, offset) {
      check(partition);
      commits.push(`${partition} ${offset}`);
    },
    seek: check,
    lag: async () => 0,
    close: async () => undefined,
  };
  const assign = (partitions: readonly number[], fresh: readonly number[]): void => {
    held = partitions;
    const assignment: Assignment = { topicId: 'id', partitions, fresh };
    subscription?.assigned(assignment);
  };
  return {
    commits,
    assign,
    log: {
      open: async (given: Subscription) => {
        subscription = given;
        assign([0, 1], [0, 1]);
        return reader;
      },
    },
  };
}

test('mapping - a partition that was taken away is given up uncommitted, and begun anew when it comes back', async () => {
  const group = newGroup();
  const clock = new VirtualClock();
  const invocations: { readonly partition: string; readonly signal: AbortSignal; readonly pass: () => void }[] = [];
  const mapping = await startMapping({
    log: group.log,
    trigger: { topic: 't', batch: { size: 1, windowMs: 0 } },
    group: 'g',
    source: { eventSourceArn: '', bootstrapServers: '' },
    invoke: (payload, signal) =>
      new Promise((resolve) => {
        const [partition = ''] = Object.keys((JSON.parse(payload) as { records: object }).records);
        invocations.push({ partition, signal, pass: () => resolve({ payload: 'null', functionError: null }) });
      }),
    clock,
    notices: { say: () => undefined },
    state: openEmbeddedLog(null).plans,
  });
  await expect.poll(() => invocations.map(({ partition }) => partition).sort()).toEqual(['t-0', 't-1']);
  const kept = invocations.find(({ partition }) => partition === 't-0');
  const lost = invocations.find(({ partition }) => partition === 't-1');

  group.assign([0], []);
  expect([kept?.signal.aborted, lost?.signal.aborted]).toEqual([false, true]);
  kept?.pass();
  lost?.pass();
  await expect.poll(() => group.commits).toEqual(['0 1']);

  group.assign([0, 1], [1]);
  await expect.poll(() => invocations.length).toBe(3);
  invocations[2]?.pass();
  await expect.poll(() => group.commits).toEqual(['0 1', '1 1']);
  await mapping.close();
});
