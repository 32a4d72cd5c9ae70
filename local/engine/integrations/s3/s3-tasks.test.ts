import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InvokeTask } from '../../runtime/ports.ts';
import { ObjectFolder } from './object-folder.ts';
import { type S3_ACTIONS, s3Task } from './s3-tasks.ts';

let root: string;
let objects: ObjectFolder;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'baton-s3-task-'));
  objects = new ObjectFolder(root);
  await objects.createBucket('quakes');
});
afterEach(() => rm(root, { recursive: true }));

function perform(action: (typeof S3_ACTIONS)[number], args: string) {
  const resource = { kind: 'service', service: 'aws-sdk:s3', action, pattern: 'requestResponse' } as const;
  const task: InvokeTask = {
    ...{ type: 'invokeTask', frame: 0, turn: 1, stateName: 'Store', resource, arguments: args, taskToken: null },
    ...{ timeoutSeconds: null, heartbeatSeconds: null, retryCount: 0 },
  };
  const { signal } = new AbortController();
  const about = { frame: 0, turn: 1, executionArn: 'a', executionName: 'e', signal };
  return s3Task(action, objects).invoke(task, { ...about, progress: () => {}, sleep: () => Promise.resolve() });
}

const stored = (key: string) => readFile(join(root, 'quakes', key), 'utf8');

test('s3 tasks - a body is written as its JSON text, numbers as they were and strings with their quotes', async () => {
  const outcome = await perform(
    'putObject',
    '{"Bucket":"quakes","Key":"a/1.json","Body":{"mag":1.0,"big":1152921504606846977}}',
  );
  expect(await stored('a/1.json')).toBe('{"mag":1.0,"big":1152921504606846977}');
  expect(JSON.parse(outcome.type === 'succeeded' ? outcome.output : '')).toEqual({
    ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    ServerSideEncryption: 'AES256',
  });
  await perform('putObject', '{"Bucket":"quakes","Key":"b","Body":"text"}');
  expect(await stored('b')).toBe('"text"');
});

test('s3 tasks - an object is read as AWS shows it', async () => {
  await objects.put({ bucket: 'quakes', key: 'a' }, Buffer.from('text data'), {});
  const outcome = await perform('getObject', '{"Bucket":"quakes","Key":"a"}');
  expect(JSON.parse(outcome.type === 'succeeded' ? outcome.output : '')).toEqual({
    ...{ AcceptRanges: 'bytes', Body: 'text data', ContentLength: 9, ContentType: 'binary/octet-stream' },
    ...{ ETag: '"332eec544317a6d340b8e77da7fe54ad"', Metadata: {}, ServerSideEncryption: 'AES256' },
    LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test('s3 tasks - errors have the names of S3', async () => {
  const put = (bucket: string) => perform('putObject', JSON.stringify({ Bucket: bucket, Key: 'a', Body: 1 }));
  expect(await put('nowhere')).toMatchObject({ error: 'S3.NoSuchBucketException' });
  expect(await perform('getObject', '{"Bucket":"quakes","Key":"a"}')).toMatchObject({
    error: 'S3.NoSuchKeyException',
    cause: expect.stringContaining('The specified key does not exist. (Service: S3, Status Code: 404'),
  });
  expect(await perform('getObject', '{"Bucket":"quakes"}')).toMatchObject({ error: 'States.Runtime' });
});
