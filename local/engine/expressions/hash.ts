/**
 * The one import of node:* among the expressions: hashing is a pure function of its input, and five hash algorithms
 * of our own would be no better than the platform's. The platform's web crypto cannot be used, as it answers later.
 */
import { createHash } from 'node:crypto';

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Hexadecimal hash of the text's UTF-8 bytes; undefined when AWS has no such algorithm. */
export function hashText(text: string, algorithm: string): string | undefined {
  const name = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  return name === undefined ? undefined : createHash(name).update(text, 'utf8').digest('hex');
}
