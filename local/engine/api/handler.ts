import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { InvalidDefinitionError } from '../definition/index.ts';
import type { JsonObject } from '../expressions/index.ts';
import { EngineClosedError, type EngineLog, RequestRefusedError } from '../runtime/index.ts';
import { StoreUnavailableError } from '../store/index.ts';
import { BadRequestError, requestTooLarge, UnreadableRequestError, unknownOperation } from './errors.ts';
import { checkedRequest, type Members } from './members.ts';
import type { ApiEngine, Operation } from './operation.ts';
import { activityOperations } from './operations/activities.ts';
import { aliasOperations } from './operations/aliases.ts';
import { executionOperations } from './operations/executions.ts';
import { mapRunOperations } from './operations/map-runs.ts';
import { stateMachineOperations } from './operations/state-machines.ts';
import { tagOperations } from './operations/tags.ts';
import { taskTokenOperations } from './operations/task-tokens.ts';
import { testStateOperations } from './operations/test-state.ts';
import { versionOperations } from './operations/versions.ts';
import { toRequest } from './task-form.ts';

const TARGET = /^AWSStepFunctions\.(\w+)$/;

/** The largest definition with every character escaped, and some room. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024;

const OPERATIONS = new Map<string, Operation>(
  Object.entries({
    ...stateMachineOperations,
    ...versionOperations,
    ...aliasOperations,
    ...executionOperations,
    ...mapRunOperations,
    ...activityOperations,
    ...taskTokenOperations,
    ...tagOperations,
    ...testStateOperations,
  }) as [string, Operation][],
);

/** True when the request was meant for Step Functions and has been answered. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves AWS's JSON 1.0 protocol. The host plays no part, so requests that an SDK sends to `sync-…` are served too;
 * signatures are not looked at.
 */
export function apiHandler(engine: ApiEngine, log: EngineLog): Handler {
  return async (request, response) => {
    const target = request.headers['x-amz-target'];
    const operation = typeof target === 'string' ? TARGET.exec(target)?.[1] : undefined;
    if (request.method !== 'POST' || operation === undefined) return false;
    const hungUp = new AbortController();
    response.once('close', () => hungUp.abort());
    const reply = await replyTo(log, async () => {
      const body = parseBody(await readBody(request));
      return answer(engine, operation, () => body, hungUp.signal);
    });
    if (reply.ok) send(response, 200, reply.body);
    else {
      const { status, code, message, reason } = reply;
      send(response, status, { __type: code, message, ...(reason !== undefined && { reason }) });
    }
    return true;
  };
}

/** What became of a request, in AWS's words. */
export type Reply = { readonly ok: true; readonly body: object } | ({ readonly ok: false } & Refusal);

type Refusal = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly reason?: string;
};

/** Calls an operation as a task does, with arguments in the form of the SDK for Java. */
export type CallFromTask = (operation: string, given: JsonObject, hungUp: AbortSignal) => Promise<Reply>;

export function callsFromTasks(engine: ApiEngine, log: EngineLog): CallFromTask {
  return (operation, given, hungUp) =>
    replyTo(log, () => answer(engine, operation, (members) => toRequest(members, given), hungUp));
}

async function replyTo(log: EngineLog, work: () => Promise<object>): Promise<Reply> {
  try {
    return { ok: true, body: await work() };
  } catch (error) {
    return { ok: false, ...toAnswer(error, log) };
  }
}

type Body = Readonly<Record<string, unknown>>;

async function answer(
  engine: ApiEngine,
  name: string,
  bodyFor: (members: Members) => Body,
  hungUp: AbortSignal,
): Promise<object> {
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw unknownOperation(name);
  return operation.answer(engine, checkedRequest(operation.members, bodyFor(operation.members)), hungUp);
}

function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  const parsed = parseJson(body.toString());
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw new UnreadableRequestError('The request is not a JSON object');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableRequestError('The request is not JSON', { cause });
  }
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
    });
    request.on('end', () =>
      bytes > MAX_REQUEST_BYTES ? reject(requestTooLarge(MAX_REQUEST_BYTES)) : resolve(Buffer.concat(chunks)),
    );
    request.on('error', (cause) => reject(new UnreadableRequestError('The request broke off', { cause })));
  });
}

/** The one place where errors become answers; what is nobody's fault but ours shows no more than that. */
function toAnswer(error: unknown, log: EngineLog): Refusal {
  if (error instanceof BadRequestError) return { status: error.status, code: error.code, message: error.message };
  if (error instanceof RequestRefusedError) {
    const { code, message, reason } = error;
    return { status: 400, code, message, ...(reason !== null && { reason }) };
  }
  if (error instanceof InvalidDefinitionError) {
    return { status: 400, code: 'InvalidDefinition', message: error.message };
  }
  if (error instanceof StoreUnavailableError || error instanceof EngineClosedError) {
    return { status: 503, code: 'ServiceUnavailable', message: error.message };
  }
  log.error('a request met a fault of the engine', error);
  return { status: 500, code: 'InternalFailure', message: 'The engine met a fault of its own; its log says more' };
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/x-amz-json-1.0',
    'Content-Length': Buffer.byteLength(text),
    'x-amzn-RequestId': randomUUID(),
  });
  response.end(text);
}
