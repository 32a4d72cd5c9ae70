/**
 * A program for tests: a mapping of one process, to be killed. Arguments: data directory, batch size, topic, and brokers
 * where the log is not to be the embedded one. It writes the offsets of each invocation as a line and ends an
 * invocation at the next line it reads.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { lockDataDirectory, openEmbeddedLog, openKafkaLog, startMapping, systemClock } from '../index.ts';

const [directory = '', size = '', topic = '', brokers] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin });
lockDataDirectory(directory);
const embedded = openEmbeddedLog(directory);
const notices = { say: () => undefined };
const log = brokers === undefined ? embedded : await openKafkaLog({ brokers, notices, instanceId: topic });

await startMapping({
  log,
  trigger: { topic, batch: { size: Number(size), windowMs: 0 } },
  group: topic,
  source: { eventSourceArn: '', bootstrapServers: '' },
  invoke: async (payload) => {
    const { records } = JSON.parse(payload) as { records: Record<string, { offset: number }[]> };
    const offsets = Object.values(records).flat();
    process.stdout.write(`${offsets.map(({ offset }) => offset).join()}\n`);
    await once(lines, 'line');
    return { payload: 'null', functionError: null };
  },
  clock: systemClock,
  notices,
  state: embedded.plans,
});
