import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ObjectFolder } from './object-folder.ts';
import { s3Handler } from './s3-endpoint.ts';

const Bucket = 'quakes';
let root: string;
let server: Server;
let s3: S3Client;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'baton-s3-'));
  const handle = s3Handler(new ObjectFolder(root), '/_baton/s3');
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  s3 = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/_baton/s3`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'none' },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterEach(async () => {
  s3.destroy();
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true });
});

const put = (Key: string, Body: string | Uint8Array = 'x', more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more = {}) => s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
const keys = async (query = {}) => {
  const { Contents = [], CommonPrefixes = [] } = await s3.send(new ListObjectsV2Command({ Bucket, ...query }));
  return [...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix)];
};

test('s3 - an object comes back with its bytes, type, metadata and tag', async () => {
  const { ETag } = await put('2026/a b+ü%.json', '{"a":1}', {
    ContentType: 'application/json',
    Metadata: { by: 'me' },
  });
  const found = await get('2026/a b+ü%.json');
  expect(await found.Body?.transformToString()).toBe('{"a":1}');
  expect(found).toMatchObject({ ContentType: 'application/json', Metadata: { by: 'me' }, ContentLength: 7, ETag });
  expect(ETag).toBe('"bb6cb5c68df4652941caf652a366f2d8"');
});

test('s3 - a streamed body in chunks with a trailing checksum is stored without them', async () => {
  const bytes = Buffer.alloc(300_000, 'quake ');
  const body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body: body, ContentLength: bytes.length }));
  expect(await readFile(join(root, Bucket, 'streamed'))).toEqual(bytes);
});

test('s3 - bytes that do not fit their checksum are refused', async () => {
  await expect(put('a', 'x', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
});

test('s3 - a range is a part', async () => {
  await put('a', '0123456789');
  const part = async (Range: string) => (await get('a', { Range })).Body?.transformToString();
  expect(await part('bytes=2-4')).toBe('234');
  expect(await part('bytes=7-')).toBe('789');
  expect(await part('bytes=-3')).toBe('789');
  expect(await get('a', { Range: 'bytes=0-0' })).toMatchObject({ ContentRange: 'bytes 0-0/10', ContentLength: 1 });
  await expect(part('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
});

test('s3 - with If-None-Match an object is written once', async () => {
  await put('a', 'first', { IfNoneMatch: '*' });
  await expect(put('a', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  expect(await (await get('a')).Body?.transformToString()).toBe('first');
});

test('s3 - what is not there is said as S3 says it', async () => {
  await expect(get('none')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({ name: 'NotFound' });
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'none' }))).rejects.toMatchObject({ name: 'NotFound' });
  await expect(s3.send(new GetObjectCommand({ Bucket: 'none', Key: 'a' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
  await expect(s3.send(new ListPartsCommand({ Bucket, Key: 'a', UploadId: '1' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
});

test('s3 - a deleted object is gone, and deleting it again is no error', async () => {
  await put('a');
  for (const _ of [1, 2]) await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  await expect(get('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(await keys()).toEqual([]);
});

test('s3 - keys are listed in order, by prefix, folded at a delimiter, page by page', async () => {
  for (const key of ['b', 'a/2', 'a/1', 'a!', 'c&d', 'c/']) await put(key);
  expect(await keys()).toEqual(['a!', 'a/1', 'a/2', 'b', 'c&d', 'c/']);
  expect(await keys({ Prefix: 'a/' })).toEqual(['a/1', 'a/2']);
  expect(await keys({ Delimiter: '/' })).toEqual(['a!', 'b', 'c&d', 'a/', 'c/']);
  const first = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 4 }));
  expect(first).toMatchObject({ IsTruncated: true, KeyCount: 4 });
  expect(await keys({ ContinuationToken: first.NextContinuationToken })).toEqual(['c&d', 'c/']);
});

test('s3 - no key leads out of its bucket', async () => {
  for (const key of ['../../escape', '.', '.about/x', 'a/../../b', '/abs']) await put(key, key);
  for (const key of ['../../escape', '.about/x', 'a/../../b', '/abs']) {
    expect(await (await get(key)).Body?.transformToString()).toBe(key);
  }
  expect((await readdir(root)).sort()).toEqual([Bucket]);
});

test('s3 - a file that somebody put into the folder is an object', async () => {
  await put('a', 'old', { ContentType: 'text/plain' });
  await writeFile(join(root, Bucket, 'found.txt'), 'hello');
  await writeFile(join(root, Bucket, 'a'), 'replaced');
  expect(await (await get('found.txt')).Body?.transformToString()).toBe('hello');
  expect(await get('a')).toMatchObject({ ContentLength: 8, ContentType: 'binary/octet-stream' });
});

test('s3 - one name cannot be an object and a prefix, which is said', async () => {
  await put('a/b');
  await expect(put('a')).rejects.toThrow(/cannot be an object and a prefix/);
  await expect(put('a/b/c')).rejects.toThrow(/cannot be an object and a prefix/);
});
