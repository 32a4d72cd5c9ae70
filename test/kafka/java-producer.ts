import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AppendRecord } from '../../local/sources/index.ts';
import { KafkaHarnessError } from './errors.ts';
import { CLASS_PATH, fetchJars } from './kafka-jars.ts';

export type Compression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** Sends records with the Java client, as the producers out there do. Answers where each came to lie, in order. */
export async function produceWithJava(
  brokers: string,
  records: readonly AppendRecord[],
  compression: Compression = 'none',
): Promise<readonly { readonly partition: number; readonly offset: number }[]> {
  await fetchJars();
  const program = join(import.meta.dirname, 'Producer.java');
  const java = spawn('java', ['-XX:TieredStopAtLevel=1', '-cp', CLASS_PATH, program, brokers, compression]);
  java.stdin.end(records.map((record) => `${JSON.stringify(toLine(record))}\n`).join(''));
  const [[code], output, errors] = await Promise.all([once(java, 'exit'), text(java.stdout), text(java.stderr)]);
  if (code !== 0) throw new KafkaHarnessError(`the Java producer failed:\n${errors}`);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { partition: number; offset: number });
}

function toLine({ topic, partition, timestamp, key, value, headers }: AppendRecord): Record<string, unknown> {
  const encoded = headers.map(([name, bytes]) => [name, base64(bytes)]);
  return { topic, partition, timestamp, key: base64(key), value: base64(value), headers: encoded };
}

const base64 = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('base64');
