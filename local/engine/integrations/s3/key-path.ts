import { objectError } from '../errors.ts';

/** S3's limit on keys, and the usual one of file systems on a name. */
const MAX_KEY_BYTES = 1024;
const MAX_NAME_BYTES = 255;

const PLAIN = /[A-Za-z0-9_=@+,()~!'-]/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * A key as a relative path: readable, one way back, and never leading out of the folder. Everything else than plain
 * characters is percent-encoded, and so is a dot that begins a name: what the folder itself keeps begins with one.
 */
export function keyToPath(key: string): string {
  if (key === '' || Buffer.byteLength(key) > MAX_KEY_BYTES) throw objectError.keyTooLong();
  return key.split('/').map(encodeName).join('/');
}

export function pathToKey(path: string): string {
  return path.split('/').map(decodeName).join('/');
}

export function checkedBucket(name: string): string {
  if (!BUCKET.test(name) || name.includes('..')) throw objectError.invalidBucketName();
  return name;
}

/** An empty name (`a//b`, `a/`) is a lone percent sign, which no encoding gives. */
function encodeName(name: string): string {
  if (name === '') return '%';
  const encoded = [...Buffer.from(name).toString('latin1')].map(encodeByte).join('').replace(/^\./, '%2E');
  if (encoded.length > MAX_NAME_BYTES) throw objectError.keyTooLong();
  return encoded;
}

function encodeByte(byte: string): string {
  if (PLAIN.test(byte) || byte === '.') return byte;
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function decodeName(name: string): string {
  return name === '%' ? '' : decodeURIComponent(name);
}
