import type { ObjectFolder } from './object-folder.ts';
import type { XmlElements } from './xml.ts';

const MAX_KEYS = 1000;

/** ListObjectsV2: keys in order, those with the delimiter after the prefix folded into common prefixes. */
export async function listObjects(folder: ObjectFolder, bucket: string, query: URLSearchParams): Promise<XmlElements> {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Math.min(Number(query.get('max-keys') ?? MAX_KEYS), MAX_KEYS);
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const written = query.get('encoding-type') === 'url' ? urlEncoded : (text: string) => text;

  const entries = fold(await folder.keys(bucket, prefix), prefix, delimiter).filter((entry) => isAfter(entry, after));
  const shown = entries.slice(0, maxKeys);
  const truncated = shown.length < entries.length;
  const last = shown.at(-1);
  return {
    ListBucketResult: {
      ...{ Name: bucket, Prefix: written(prefix), KeyCount: shown.length, MaxKeys: maxKeys, IsTruncated: truncated },
      Delimiter: delimiter === '' ? undefined : written(delimiter),
      EncodingType: query.get('encoding-type') ?? undefined,
      ContinuationToken: token ?? undefined,
      NextContinuationToken: truncated && last ? Buffer.from(last).toString('base64url') : undefined,
      Contents: await contents(
        folder,
        bucket,
        shown.filter((entry) => !isPrefix(entry, prefix, delimiter)),
        written,
      ),
      CommonPrefixes: shown
        .filter((entry) => isPrefix(entry, prefix, delimiter))
        .map((entry) => ({ Prefix: written(entry) })),
    },
  };
}

async function contents(
  folder: ObjectFolder,
  bucket: string,
  keys: readonly string[],
  written: (key: string) => string,
): Promise<readonly XmlElements[]> {
  const found: XmlElements[] = [];
  for (const key of keys) {
    const { size, etag, modifiedAt } = await folder.head({ bucket, key });
    const LastModified = new Date(modifiedAt).toISOString();
    found.push({ Key: written(key), LastModified, ETag: etag, Size: size, StorageClass: 'STANDARD' });
  }
  return found;
}

/** A common prefix stands where its first key stood. */
function fold(keys: readonly string[], prefix: string, delimiter: string): readonly string[] {
  if (delimiter === '') return keys;
  const folded = keys.map((key) => {
    const end = key.indexOf(delimiter, prefix.length);
    return end < 0 ? key : key.slice(0, end + delimiter.length);
  });
  return [...new Set(folded)];
}

function isPrefix(entry: string, prefix: string, delimiter: string): boolean {
  return delimiter !== '' && entry.length > prefix.length && entry.endsWith(delimiter);
}

function isAfter(entry: string, after: string): boolean {
  return Buffer.compare(Buffer.from(entry), Buffer.from(after)) > 0;
}

function urlEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/');
}
