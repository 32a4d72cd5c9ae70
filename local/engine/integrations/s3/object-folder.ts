import { createHash, randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ObjectStoreError, objectError } from '../errors.ts';
import { checkedBucket, keyToPath, pathToKey } from './key-path.ts';
import type { ObjectAbout, ObjectAddress, ObjectStore, StoredObject } from './object-store.ts';

/** Beside the objects of a bucket: what is known about them, and what is being written. Keys never begin so. */
const ABOUT = '.about';
const WRITING = '.writing';

const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

type About = Pick<StoredObject, 'size' | 'etag' | 'contentType' | 'metadata'>;

/**
 * Buckets as folders, objects as files that anybody can look at. An object appears whole or not at all, since it is
 * written beside and renamed. A file that somebody else put there is an object too.
 */
export class ObjectFolder implements ObjectStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async createBucket(name: string): Promise<void> {
    await mkdir(join(this.#root, checkedBucket(name)), { recursive: true });
  }

  async hasBucket(name: string): Promise<boolean> {
    const found = await stat(join(this.#root, checkedBucket(name))).catch(() => null);
    return found?.isDirectory() ?? false;
  }

  async put(
    at: ObjectAddress,
    body: Uint8Array,
    { contentType, metadata = {}, onlyNew }: ObjectAbout,
  ): Promise<StoredObject> {
    const bucket = await this.#bucket(at.bucket);
    const path = keyToPath(at.key);
    const note: About = {
      size: body.length,
      etag: etagOf(body),
      contentType: contentType ?? DEFAULT_CONTENT_TYPE,
      metadata,
    };
    await guardFolders(at.key, async () => {
      if (onlyNew && (await stat(join(bucket, path)).catch(() => null)) !== null) throw objectError.alreadyThere();
      await writeWhole(bucket, path, body, onlyNew);
      await writeWhole(bucket, join(ABOUT, path), Buffer.from(JSON.stringify(note)));
    });
    return { ...note, key: at.key, modifiedAt: (await stat(join(bucket, path))).mtimeMs };
  }

  async get(at: ObjectAddress): Promise<StoredObject & { readonly body: Uint8Array }> {
    const object = await this.head(at);
    const body = await readFile(join(this.#root, at.bucket, keyToPath(at.key))).catch(absent);
    if (body === null) throw objectError.noSuchKey();
    return { ...object, body, size: body.length };
  }

  async head(at: ObjectAddress): Promise<StoredObject> {
    const bucket = await this.#bucket(at.bucket);
    const path = keyToPath(at.key);
    const file = await stat(join(bucket, path)).catch(absent);
    if (!file?.isFile()) throw objectError.noSuchKey();
    return { ...(await about(bucket, path, file)), key: at.key, modifiedAt: file.mtimeMs };
  }

  /** No error for one that is not there, as S3. */
  async delete(at: ObjectAddress): Promise<void> {
    const bucket = await this.#bucket(at.bucket);
    const path = keyToPath(at.key);
    for (const file of [path, join(ABOUT, path)]) await rm(join(bucket, file), { force: true });
  }

  /** Keys under the prefix in S3's order, that of their UTF-8 bytes. */
  async keys(bucketName: string, prefix: string): Promise<readonly string[]> {
    const bucket = await this.#bucket(bucketName);
    const entries = await readdir(bucket, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(bucket, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !path.startsWith('.'))
      .map(pathToKey)
      .filter((key) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  async #bucket(name: string): Promise<string> {
    if (!(await this.hasBucket(name))) throw objectError.noSuchBucket();
    return join(this.#root, name);
  }
}

/** What was noted when the object was written, unless the file has been replaced since. */
async function about(bucket: string, path: string, file: Stats): Promise<About> {
  const noted = join(bucket, ABOUT, path);
  const since = await stat(noted).catch(absent);
  const known = since === null ? null : (JSON.parse(await readFile(noted, 'utf8')) as About);
  if (known !== null && since !== null && since.mtimeMs >= file.mtimeMs && known.size === file.size) return known;
  const etag = etagOf(await readFile(join(bucket, path)));
  return { size: file.size, etag, contentType: DEFAULT_CONTENT_TYPE, metadata: {} };
}

function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** A link, unlike a rename, fails where there is a file already. */
async function writeWhole(bucket: string, path: string, body: Uint8Array, onlyNew = false): Promise<void> {
  const target = join(bucket, path);
  const written = join(bucket, WRITING, randomUUID());
  await mkdir(dirname(target), { recursive: true });
  await mkdir(dirname(written), { recursive: true });
  try {
    await writeFile(written, body, { flush: true });
    await (onlyNew ? link(written, target) : rename(written, target));
  } finally {
    await rm(written, { force: true });
  }
}

/** A file and a folder cannot have one name. */
async function guardFolders(key: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof ObjectStoreError) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'link') throw objectError.alreadyThere();
    if (code === 'EEXIST' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENOTEMPTY')
      throw objectError.keyIsFolder(key);
    throw error;
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR') return null;
  throw error;
}
