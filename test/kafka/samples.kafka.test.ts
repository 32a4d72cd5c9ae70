import { expect, test } from 'vitest';
import { openKafkaLog } from '../../local/sources/index.ts';
import { crashAt, momentsOf, timeRun } from '../samples/crash.ts';
import { type DataDirectory, newDataDirectory } from '../samples/data-directory.ts';
import { CLEAN_EXIT, type DevProcess } from '../samples/dev-process.ts';
import { expectedEnds } from '../samples/sample-ends.ts';
import { readSampleRecords } from '../samples/sample-records.ts';
import { produceWithJava } from './java-producer.ts';
import { HAS_OWN_BROKER, type Kafka, startKafka } from './start-kafka.ts';

const MOMENTS = 3;
const PATIENCE_MS = 60_000;

/** The topics that the manifests name: on a real cluster its owner makes them. */
const TOPICS = [
  { name: 'orders.created', partitions: 4 },
  { name: 'orders.fulfilled', partitions: 1 },
  { name: 'orders.failed', partitions: 1 },
  { name: 'orders.created.dlt', partitions: 1 },
  { name: 'quakes.measured', partitions: 3 },
  { name: 'quakes.measured.dlt', partitions: 1 },
];

/** A cluster with empty topics, and a data directory for the Baton that uses it. */
async function newCluster(): Promise<DataDirectory & { readonly kafka: Kafka }> {
  const kafka = await startKafka();
  const log = await openKafkaLog({ brokers: kafka.brokers, notices: { say: () => undefined } });
  await log.createTopics(TOPICS);
  await log.close();
  const directory = await newDataDirectory(kafka.brokers);
  return {
    ...directory,
    kafka,
    [Symbol.asyncDispose]: async () => {
      await directory[Symbol.asyncDispose]();
      await kafka.stop();
    },
  };
}

// The topics' names are the manifests', so that on a cluster which is not ours they may be somebody's.
const testOnOwnBroker = test.runIf(HAS_OWN_BROKER);

testOnOwnBroker('kafka samples - what Java sends ends as the samples say, though the broker is killed', async () => {
  await using cluster = await newCluster();
  const { kafka, startDev, ends } = cluster;
  const samples = readSampleRecords();
  // Two that are equal may well come in the other order.
  const [odd = [], even = []] = [1, 0].map((rest) => samples.filter((_, index) => index % 2 === rest));
  const dev = startDev();
  await produceWithJava(kafka.brokers, odd);
  await inTheMiddle(dev);
  await kafka.kill();
  const produced = produceWithJava(kafka.brokers, even);
  await kafka.restart();
  await produced;
  dev.interrupt();
  expect(await dev.exited).toMatchObject({ code: 0 });
  const said = dev.events.flatMap((event) => ('about' in event ? [`${event.type}: ${event.about}`] : []));
  expect(said).toEqual([`problem: brokers ${kafka.brokers}`, `solved: brokers ${kafka.brokers}`]);
  expect(await startDev('--once').exited).toEqual(CLEAN_EXIT);
  expect(await ends()).toEqual(expectedEnds(samples));
});

testOnOwnBroker(`kafka samples - killed at any of ${MOMENTS} moments, each still ends as it says, once`, async () => {
  for (const ms of momentsOf(await timeRun(newCluster), MOMENTS)) await crashAt(ms, newCluster);
});

/** Waits until an execution has ended: many more are to come. */
async function inTheMiddle(dev: DevProcess): Promise<void> {
  const hasEnded = () => dev.events.some(({ type }) => type === 'executionEnded');
  const gone = dev.exited.then(({ errors }) => expect.unreachable(`baton dev has ended: ${errors}`));
  await Promise.race([expect.poll(hasEnded, { timeout: PATIENCE_MS }).toBe(true), gone]);
}
