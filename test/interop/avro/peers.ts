import { join } from 'node:path';
import { askPeer } from '../ask-peer.ts';
import { mavenJars, pythonEnvironment } from '../install.ts';

/** What fastavro_peer.py and AvroPeer.java answer, as their heads say; `failed` where they threw. */
export type Answer = {
  readonly bytes?: string;
  readonly problem?: string | null;
  readonly value?: unknown;
  readonly failed?: string;
};

const here = (file: string): string => join(import.meta.dirname, file);

export const askFastavro = async (questions: readonly object[]): Promise<readonly Answer[]> =>
  askPeer(await pythonEnvironment(here('requirements.txt')), [here('fastavro_peer.py')], questions);

export const askJava = async (questions: readonly object[]): Promise<readonly Answer[]> => {
  const classPath = await mavenJars(here('pom.xml'));
  return askPeer('java', ['-XX:TieredStopAtLevel=1', '-cp', classPath, here('AvroPeer.java')], questions);
};

export const bytesOf = ({ bytes = '' }: Answer = {}): Uint8Array => Buffer.from(bytes, 'base64');
