import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ObjectStoreError } from '../errors.ts';

export type S3Body = { readonly body: Buffer; readonly checksums: Readonly<Record<string, string>> };

const CHUNK_HEAD = /^([0-9a-fA-F]+)(?:;[^\r\n]*)?$/;

/**
 * Takes apart a body in AWS's chunks: hexadecimal size and signature, data, and after the last chunk trailers with
 * checksums. Signatures are not looked at. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function readChunked(bytes: Buffer): S3Body {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const head = lineAt(bytes, at);
    const size = Number.parseInt(CHUNK_HEAD.exec(head)?.[1] ?? '', 16);
    if (Number.isNaN(size)) throw incomplete();
    at += head.length + 2;
    if (size === 0) return { body: Buffer.concat(chunks), checksums: trailers(bytes.subarray(at).toString('latin1')) };
    if (at + size > bytes.length) throw incomplete();
    chunks.push(bytes.subarray(at, at + size));
    at += size + 2;
  }
}

/** Throws BadDigest where a checksum that is known here does not fit. */
export function checkChecksums({ body, checksums }: S3Body): void {
  for (const [name, expected] of Object.entries(checksums)) {
    const actual = DIGESTS[name]?.(body);
    if (actual !== undefined && actual !== expected) {
      const message = 'The checksum you specified did not match what we received.';
      throw new ObjectStoreError(message, { code: 'BadDigest', status: 400 });
    }
  }
}

const DIGESTS: Readonly<Record<string, (body: Buffer) => string>> = {
  'content-md5': hashed('md5'),
  'x-amz-checksum-sha1': hashed('sha1'),
  'x-amz-checksum-sha256': hashed('sha256'),
  'x-amz-checksum-crc32'(body) {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return sum.toString('base64');
  },
};

function hashed(algorithm: string): (body: Buffer) => string {
  return (body) => createHash(algorithm).update(body).digest('base64');
}

function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf('\r\n', at);
  if (end < 0) throw incomplete();
  return bytes.toString('latin1', at, end);
}

function trailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function incomplete(): ObjectStoreError {
  const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header.';
  return new ObjectStoreError(message, { code: 'IncompleteBody', status: 400 });
}
