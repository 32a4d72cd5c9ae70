import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { ObjectStoreError } from '../errors.ts';
import { checkChecksums, readChunked, type S3Body } from './aws-chunked.ts';
import { listObjects } from './list-objects.ts';
import type { ObjectFolder } from './object-folder.ts';
import type { ObjectAddress, StoredObject } from './object-store.ts';
import { xmlDocument } from './xml.ts';

/** Objects pass through memory. */
const MAX_OBJECT_BYTES = 256 * 1024 * 1024;

const METADATA_HEADER = 'x-amz-meta-';

type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Uint8Array;
};

type Call = {
  readonly folder: ObjectFolder;
  readonly at: ObjectAddress;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
};

/** What S3 does, as far as it is here; an operation that is told apart by a query parameter has its own row. */
const BUCKET_OPERATIONS: Readonly<Record<string, (call: Call) => Promise<Answer>>> = {
  PUT: createBucket,
  HEAD: headBucket,
  'GET list-type': list,
};
const OBJECT_OPERATIONS: Readonly<Record<string, (call: Call) => Promise<Answer>>> = {
  PUT: putObject,
  GET: getObject,
  HEAD: headObject,
  DELETE: deleteObject,
};

/** Parameters that do not make another operation of it. */
const PLAIN_PARAMETERS = new Set(['x-id', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after']);
const ALSO_PLAIN = new Set(['encoding-type', 'fetch-owner']);

/**
 * Serves S3's path-style API under `prefix` (`/_baton/s3`) from a folder; true when the request was answered.
 * Signatures are not looked at.
 */
export function s3Handler(folder: ObjectFolder, prefix: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    // Not by URL, which would resolve the dots that a key may hold.
    const [path = '', query] = (request.url ?? '').split('?', 2);
    if (!path.startsWith(`${prefix}/`)) return false;
    const [bucket = '', ...key] = path.slice(prefix.length + 1).split('/');
    const answer = await answerTo(request, folder, new URLSearchParams(query), [bucket, key.join('/')]);
    send(response, answer, request.method === 'HEAD');
    return true;
  };
}

async function answerTo(
  request: IncomingMessage,
  folder: ObjectFolder,
  query: URLSearchParams,
  path: [string, string],
) {
  try {
    const [bucket, key] = path.map(decodeURIComponent) as [string, string];
    const operations = key === '' ? BUCKET_OPERATIONS : OBJECT_OPERATIONS;
    const special = [...query.keys()].filter((name) => !PLAIN_PARAMETERS.has(name) && !ALSO_PLAIN.has(name));
    const operation = operations[[request.method, ...special].join(' ')];
    if (operation === undefined) throw notImplemented(request.method ?? '', special);
    return await operation({ folder, at: { bucket, key }, query, request });
  } catch (error) {
    return refusal(error);
  }
}

async function createBucket({ folder, at: { bucket } }: Call): Promise<Answer> {
  await folder.createBucket(bucket);
  return { status: 200, headers: { Location: `/${bucket}` } };
}

async function headBucket({ folder, at: { bucket } }: Call): Promise<Answer> {
  return { status: (await folder.hasBucket(bucket)) ? 200 : 404 };
}

async function list({ folder, at: { bucket }, query }: Call): Promise<Answer> {
  const body = xmlDocument(await listObjects(folder, bucket, query));
  return { status: 200, headers: { 'Content-Type': 'application/xml' }, body };
}

async function putObject({ folder, at, request }: Call): Promise<Answer> {
  const { headers } = request;
  const received = await readBody(request);
  checkChecksums(received);
  const { etag } = await folder.put(at, received.body, {
    contentType: headers['content-type'],
    metadata: metadataOf(headers),
    onlyNew: headers['if-none-match'] === '*',
  });
  return { status: 200, headers: { ETag: etag } };
}

async function getObject({ folder, at, request }: Call): Promise<Answer> {
  const { body, ...object } = await folder.get(at);
  if (request.headers['if-none-match'] === object.etag) return { status: 304, headers: { ETag: object.etag } };
  const range = rangeOf(request.headers.range, object.size);
  if (range === null) return { status: 200, headers: describe(object), body };
  const [first, last] = range;
  const headers = { ...describe(object), 'Content-Range': `bytes ${first}-${last}/${object.size}` };
  return { status: 206, headers, body: body.subarray(first, last + 1) };
}

async function headObject({ folder, at }: Call): Promise<Answer> {
  const object = await folder.head(at);
  return { status: 200, headers: { ...describe(object), 'Content-Length': object.size } };
}

async function deleteObject({ folder, at }: Call): Promise<Answer> {
  await folder.delete(at);
  return { status: 204 };
}

function describe({ etag, contentType, modifiedAt, metadata }: StoredObject): Record<string, string | number> {
  const own = Object.entries(metadata).map(([name, value]) => [`${METADATA_HEADER}${name}`, value]);
  return {
    ETag: etag,
    'Content-Type': contentType,
    'Last-Modified': new Date(modifiedAt).toUTCString(),
    'Accept-Ranges': 'bytes',
    ...Object.fromEntries(own),
  };
}

function metadataOf(headers: IncomingHttpHeaders): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith(METADATA_HEADER));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(METADATA_HEADER.length), String(value)]));
}

/** First and last byte; null for the whole. A header that is none is passed over, as HTTP says. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) {
    throw new ObjectStoreError('The requested range is not satisfiable', { code: 'InvalidRange', status: 416 });
  }
  return [first, last];
}

async function readBody(request: IncomingMessage): Promise<S3Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_OBJECT_BYTES) {
      const message = `Your proposed upload exceeds the maximum allowed size of ${MAX_OBJECT_BYTES} bytes`;
      throw new ObjectStoreError(message, { code: 'EntityTooLarge', status: 400 });
    }
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const { headers } = request;
  if (String(headers['x-amz-content-sha256']).startsWith('STREAMING-')) return readChunked(body);
  const sums = Object.entries(headers).filter(([name]) => name === 'content-md5' || name.startsWith('x-amz-checksum-'));
  return { body, checksums: Object.fromEntries(sums.map(([name, value]) => [name, String(value)])) };
}

function notImplemented(method: string, parameters: readonly string[]): ObjectStoreError {
  const asked = [method, ...parameters.map((name) => `?${name}`)].join(' ');
  const message = `A bucket that is a folder does not have this operation: ${asked}`;
  return new ObjectStoreError(message, { code: 'NotImplemented', status: 501 });
}

function refusal(error: unknown): Answer {
  const known = error instanceof ObjectStoreError;
  const { code, status } = known ? error : { code: 'InternalError', status: 500 };
  const Message = (error as Error).message;
  const body = xmlDocument({ Error: { Code: code, Message, RequestId: randomUUID() } });
  return { status, headers: { 'Content-Type': 'application/xml' }, body };
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer, bodiless: boolean): void {
  const length = bodiless ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...length, ...headers, 'x-amz-request-id': randomUUID() });
  response.end(bodiless ? undefined : body);
}
