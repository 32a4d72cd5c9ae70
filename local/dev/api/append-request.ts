import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { OutgoingRecord } from '../../../shared/transports/index.ts';
import { ApiError } from '../errors.ts';
import type { TopicCodecs } from '../topic-codecs.ts';

const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
const MAX_RECORDS = 1_000;

/**
 * Reads `{records: [{key, value, headers} | {key, json, headers}]}`: bytes are base64 or null, headers
 * `[name, base64]` pairs, and `json` is encoded by the topic's contract. Throws `ApiError`.
 */
export async function readAppend(
  request: IncomingMessage,
  topic: string,
  codecs: TopicCodecs,
): Promise<readonly OutgoingRecord[]> {
  const body = parseBody(await readText(request));
  const { records } = body as { records?: unknown };
  if (!Array.isArray(records)) throw bad('records is no list');
  if (records.length > MAX_RECORDS) throw bad(`there are more than ${MAX_RECORDS} records`);
  return Promise.all(records.map((record, at) => outgoing(record, at, topic, codecs)));
}

async function outgoing(record: unknown, at: number, topic: string, codecs: TopicCodecs): Promise<OutgoingRecord> {
  if (typeof record !== 'object' || record === null) throw bad(`records[${at}] is no object`);
  const { key = null, value, json, headers = [] } = record as Record<string, unknown>;
  if ((value === undefined) === (json === undefined)) throw bad(`records[${at}] needs either value or json`);
  if (!Array.isArray(headers)) throw bad(`records[${at}].headers is no list`);
  const keyBytes = bytesOf(key, `records[${at}].key`);
  const given = headers.map((header, index) => headerOf(header, `records[${at}].headers[${index}]`));
  if (json === undefined) {
    return { topic, key: keyBytes, value: bytesOf(value, `records[${at}].value`), headers: given };
  }
  return { topic, key: keyBytes, ...(await codecs.encode(topic, { json, headers: given, eventId: randomUUID() })) };
}

function headerOf(header: unknown, where: string): readonly [string, Uint8Array] {
  const [name, value] = Array.isArray(header) ? (header as unknown[]) : [];
  if (typeof name !== 'string') throw bad(`${where} is no [name, base64] pair`);
  return [name, bytesOf(value, where) ?? new Uint8Array()];
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function bytesOf(text: unknown, where: string): Uint8Array | null {
  if (text === null) return null;
  if (typeof text === 'string' && BASE64.test(text)) return Buffer.from(text, 'base64');
  throw bad(`${where} is neither base64 nor null`);
}

function parseBody(text: string): object {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body;
  } catch (error) {
    throw bad('the request is no JSON', { cause: error });
  }
  throw bad('the request is no JSON object');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (size <= MAX_REQUEST_BYTES) return Buffer.concat(chunks).toString('utf8');
  throw new ApiError(413, 'TOO_LARGE', `the request has ${size} bytes, where ${MAX_REQUEST_BYTES} are allowed`);
}

const bad = (message: string, options: ErrorOptions = {}): ApiError =>
  new ApiError(400, 'BAD_REQUEST', message, options);
