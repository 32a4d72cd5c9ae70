import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HostError } from './errors.ts';
import type { FunctionHost, InvokeAnswer } from './function-host.ts';
import { MAX_EVENT_PAYLOAD_BYTES, MAX_LOG_TAIL_BYTES, MAX_PAYLOAD_BYTES } from './limits.ts';

/**
 * Lambda's Invoke operation over a host. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * Answers true when the request was one.
 */
export async function handleInvoke(
  host: FunctionHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const reference = INVOKE_PATH.exec(pathname)?.[1];
  if (request.method !== 'POST' || reference === undefined) return false;
  try {
    send(response, await invoke(host, functionNameOf(decodeURIComponent(reference)), request));
  } catch (error) {
    send(response, refusal(error));
  }
  return true;
}

type Reply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
type InvocationType = keyof typeof MAX_BYTES;

const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;
const MAX_BYTES = {
  RequestResponse: MAX_PAYLOAD_BYTES,
  Event: MAX_EVENT_PAYLOAD_BYTES,
  DryRun: MAX_PAYLOAD_BYTES,
} as const;

async function invoke(host: FunctionHost, functionName: string, request: IncomingMessage): Promise<Reply> {
  const type = invocationType(request.headers['x-amz-invocation-type']);
  const payload = parsePayload(await readPayload(request, type));
  const options = clientContextOf(request.headers['x-amz-client-context']);
  host.arnOf(functionName);
  switch (type) {
    case 'DryRun':
      return { status: 204, headers: {}, body: '' };
    case 'Event':
      // Nobody waits for the answer; what the function prints is kept all the same.
      host.invoke(functionName, payload, options).catch(() => {});
      return { status: 202, headers: {}, body: '' };
    case 'RequestResponse': {
      const tail = request.headers['x-amz-log-type'] === 'Tail' ? host : null;
      return answered(await host.invoke(functionName, payload, options), tail);
    }
  }
}

function answered({ payload, functionError, requestId, durationMs }: InvokeAnswer, tail: FunctionHost | null): Reply {
  const headers = {
    'x-amzn-requestid': requestId,
    'x-amz-executed-version': '$LATEST',
    ...(functionError === null ? {} : { 'x-amz-function-error': functionError }),
    ...(tail === null ? {} : { 'x-amz-log-result': logTail(tail, requestId, durationMs) }),
  };
  return { status: 200, headers, body: payload };
}

function logTail(host: FunctionHost, requestId: string, durationMs: number): string {
  const printed = host.printed({ requestId }).map(({ text }) => text);
  const lines = [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    ...printed,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms\n`,
  ];
  return Buffer.from(lines.join('')).subarray(-MAX_LOG_TAIL_BYTES).toString('base64');
}

/** A name, a partial or a full ARN, each with or without a version or alias. */
function functionNameOf(reference: string): string {
  const parts = reference.split(':');
  const marker = parts.indexOf('function');
  return parts[marker + 1] ?? reference;
}

function invocationType(header: string | string[] | undefined): InvocationType {
  const type = header ?? 'RequestResponse';
  if (type === 'RequestResponse' || type === 'Event' || type === 'DryRun') return type;
  throw new HostError(`Unknown invocation type: ${type}`, { code: 'InvalidParameterValueException' });
}

async function readPayload(request: IncomingMessage, type: InvocationType): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BYTES[type]) chunks.push(chunk);
  }
  if (size <= MAX_BYTES[type]) return Buffer.concat(chunks).toString('utf8');
  throw new HostError(
    `${size} byte payload is too large for the ${type} invocation type (limit ${MAX_BYTES[type]} bytes)`,
    { code: 'RequestTooLargeException' },
  );
}

function parsePayload(text: string): string {
  if (text === '') return '{}';
  assertJson(text, 'Could not parse request body into json');
  return text;
}

function clientContextOf(header: string | string[] | undefined): { clientContext?: string } {
  if (typeof header !== 'string') return {};
  const clientContext = Buffer.from(header, 'base64').toString('utf8');
  assertJson(clientContext, 'Client context must be a valid Base64-encoded JSON object');
  return { clientContext };
}

function assertJson(text: string, complaint: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(`${complaint}: ${reason}`, { code: 'InvalidRequestContentException', cause: error });
  }
}

const STATUS: Readonly<Record<string, number>> = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  ResourceNotFoundException: 404,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
};

/** Anything but our own errors is a defect of the host: no detail of it leaves. */
function refusal(error: unknown): Reply {
  const known = error instanceof HostError;
  const code = known ? error.code : 'ServiceException';
  const message = known ? error.message : 'The host failed to invoke the function.';
  const status = STATUS[code] ?? 500;
  const type = status < 500 ? 'User' : 'Service';
  return { status, headers: { 'x-amzn-errortype': code }, body: JSON.stringify({ Type: type, Message: message }) };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const size = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
    ...size,
    ...headers,
  });
  response.end(body);
}
