import { inflateSync } from 'node:zlib';
import type { DecodeReason } from '../errors.ts';
import { Unreadable } from './unreadable.ts';

/** What compressed bytes may become: more than any execution's input takes, little enough for a batch of them. */
export const MAX_INFLATED_BYTES = 4 * 1024 * 1024;

const REASONS: Readonly<Record<string, readonly [reason: DecodeReason, what: string]>> = {
  ERR_BUFFER_TOO_LARGE: ['too large', `bytes that inflate to more than ${MAX_INFLATED_BYTES}`],
  Z_BUF_ERROR: ['truncated', 'compressed bytes that end too early'],
};

/** Inflates zlib's format (RFC 1950), and stops as soon as it is too much. Throws `Unreadable`. */
export function inflate(bytes: Uint8Array): Uint8Array {
  const { buffer, engine } = inflated(bytes);
  if (engine.bytesWritten < bytes.length) throw new Unreadable('trailing bytes', 'bytes after the compressed ones');
  return buffer;
}

/** With `info`, Node answers the engine too, which knows how many bytes it took; its types do not say so. */
function inflated(bytes: Uint8Array): { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES, info: true }) as never;
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const [reason, what] = REASONS[code] ?? ['malformed', 'bytes that zlib did not compress'];
    throw new Unreadable(reason, what, { cause });
  }
}
