import type { ServerResponse } from 'node:http';
import { ContractDecodeError, ContractEncodeError } from '../../../shared/contracts/index.ts';
import { RegistryError, TransientRegistryError } from '../../../shared/registries/index.ts';
import {
  InvalidTopicError,
  RecordTooLargeError,
  SourceError,
  UnknownPartitionError,
  UnknownTopicError,
} from '../../sources/index.ts';
import { ApiError, DevError } from '../errors.ts';
import type { Handler } from '../http-server.ts';
import { listDeadLetters, showDeadLetter } from './dead-letters.ts';
import { listPrinted, listStarters } from './executions.ts';
import { showRecord } from './records.ts';
import type { ApiCall, ApiContext, Route } from './route.ts';
import { appendRecords, listTopics, readRecords, tailTopic } from './topics.ts';

const API_PATH = '/_baton/v1';

/** Every operation of the API; docs/local-api.md describes each. */
const ROUTES: readonly Route[] = [
  listTopics,
  appendRecords,
  readRecords,
  showRecord,
  tailTopic,
  listDeadLetters,
  showDeadLetter,
  listStarters,
  listPrinted,
];

/** Serves /_baton/v1: what the Step Functions API has no word for. */
export function apiHandler(context: ApiContext): Handler {
  return async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(`${API_PATH}/`)) return false;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const { route, path } = findRoute(request.method ?? '', pathname.slice(API_PATH.length));
      await send(response, await route.answer(context, { path, query, request, gone: gone.signal }));
    } catch (error) {
      sendError(response, error);
    }
    return true;
  };
}

function findRoute(method: string, pathname: string): { route: Route; path: ApiCall['path'] } {
  for (const route of ROUTES) {
    const path = route.method === method ? matchPath(route.path, pathname) : null;
    if (path !== null) return { route, path };
  }
  throw new ApiError(404, 'UNKNOWN_OPERATION', `there is no ${method} ${API_PATH}${pathname}: see docs/local-api.md`);
}

function matchPath(pattern: string, pathname: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), pathname.split('/')];
  if (wanted.length !== given.length) return null;
  const path: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const text = given[at] ?? '';
    if (part.startsWith(':')) path[part.slice(1)] = decodePart(text);
    else if (part !== text) return null;
  }
  return path;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new ApiError(400, 'BAD_REQUEST', `this part of the path is not encoded well: ${text}`, { cause: error });
  }
}

async function send(response: ServerResponse, answer: object | AsyncIterable<object>): Promise<void> {
  if (!(Symbol.asyncIterator in answer)) return sendJson(response, 200, answer);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  for await (const line of answer) {
    if (!response.write(`${JSON.stringify(line)}\n`)) await drained(response);
  }
  response.end();
}

/** A slow reader slows the log's reading down, and one that has gone ends the waiting. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** The one place where errors become answers. */
function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, code, message } = errorAnswer(error);
  sendJson(response, status, { error: { code, message } });
}

function errorAnswer(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof ApiError) return error;
  if (error instanceof ContractEncodeError || error instanceof ContractDecodeError) {
    return { status: 400, code: 'CONTRACT', message: error.message };
  }
  if (error instanceof RegistryError) {
    const status = error instanceof TransientRegistryError ? 502 : 400;
    return { status, code: error.code, message: error.message };
  }
  if (error instanceof DevError) return { status: 400, code: error.code, message: error.message };
  if (error instanceof SourceError) return { status: sourceStatus(error), code: error.code, message: error.message };
  return { status: 500, code: 'INTERNAL', message: 'Baton met a fault of its own' };
}

function sourceStatus(error: SourceError): number {
  if (error instanceof UnknownTopicError || error instanceof UnknownPartitionError) return 404;
  if (error instanceof InvalidTopicError) return 400;
  return error instanceof RecordTooLargeError ? 413 : 503;
}
