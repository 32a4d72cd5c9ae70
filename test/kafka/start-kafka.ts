import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../free-ports.ts';
import { ended, listening, spawnJava } from './broker-process.ts';
import { KafkaHarnessError } from './errors.ts';
import { classArchive, fetchJars, javaVersion } from './kafka-jars.ts';
import { serverProperties } from './server-properties.ts';

/** A cluster for tests: one broker of our own, or the cluster that `KAFKA_BROKERS` names. */
export type Kafka = {
  readonly brokers: string;
  /** As `kill -9` does. */
  kill(): Promise<void>;
  /** On the same ports and data; the broker may need seconds more until it leads its partitions again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const GIVEN_BROKERS = process.env.KAFKA_BROKERS ?? '';
/** Only a broker of our own can be killed. */
export const HAS_OWN_BROKER = GIVEN_BROKERS === '';

const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw';

/** Throws `KafkaHarnessError` where there is neither Java with Maven nor `KAFKA_BROKERS`. */
export async function startKafka(): Promise<Kafka> {
  if (!HAS_OWN_BROKER) return givenCluster();
  const java = await javaVersion();
  await fetchJars();
  const archive = classArchive(java);
  if (!existsSync(archive)) await makeArchive(archive);
  const broker = await newBroker();
  const flags = [`-XX:SharedArchiveFile=${archive}`];
  await format(broker, flags);
  return ownBroker(broker, flags, await boot(broker, flags));
}

type Broker = { readonly folder: string; readonly port: number };

async function newBroker(): Promise<Broker> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-kafka-'));
  const [port = 0, controllerPort = 0] = await freePorts(2);
  writeFileSync(join(folder, 'server.properties'), serverProperties(port, controllerPort));
  return { folder, port };
}

async function format({ folder }: Broker, flags: readonly string[]): Promise<void> {
  const args = ['format', '-c', 'server.properties', '-t', CLUSTER_ID, '--standalone'];
  const code = await ended(spawnJava(folder, flags, 'kafka.tools.StorageTool', args));
  if (code !== 0) throw new KafkaHarnessError(`the broker's storage could not be laid out, see ${folder}/output.log`);
}

async function boot({ folder, port }: Broker, flags: readonly string[]): Promise<ChildProcess> {
  const child = spawnJava(folder, flags, 'kafka.Kafka', ['server.properties']);
  await listening(child, port, folder);
  return child;
}

/** A class archive, written by a broker as it ends, more than halves the time of every later start. */
async function makeArchive(archive: string): Promise<void> {
  const broker = await newBroker();
  await format(broker, []);
  const child = await boot(broker, [`-XX:ArchiveClassesAtExit=${archive}.new`]);
  child.kill('SIGTERM');
  await ended(child);
  rmSync(broker.folder, { recursive: true });
  renameSync(`${archive}.new`, archive);
}

function ownBroker(broker: Broker, flags: readonly string[], first: ChildProcess): Kafka {
  let child = first;
  return {
    brokers: `127.0.0.1:${broker.port}`,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async restart() {
      child = await boot(broker, flags);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(broker.folder, { recursive: true });
    },
  };
}

function givenCluster(): Kafka {
  const refuse = async (): Promise<never> => {
    throw new KafkaHarnessError('the cluster in KAFKA_BROKERS is not ours to kill');
  };
  return { brokers: GIVEN_BROKERS, kill: refuse, restart: refuse, stop: async () => undefined };
}
