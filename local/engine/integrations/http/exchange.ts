import { request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import type { HttpRequest, HttpResponse, TaskFailure } from '../../runtime/ports.ts';
import { failed } from '../failures.ts';

/** The most that a task's result may hold, as AWS has it. */
const MAX_BODY_BYTES = 256 * 1024;

/** AWS's words, and what it has no words for. */
const failure = {
  timedOut: (ms: number) => failed('States.Http.Socket', `The HTTP task had no answer after ${ms / 1000} seconds.`),
  unreachable: (url: string, error: Error) =>
    failed('States.Http.Socket', `${new URL(url).host} cannot be reached: ${error.message}`),
  tooLarge: () =>
    failed(
      'States.DataLimitExceeded',
      "The state/task 'http:invoke' returned a result with a size exceeding the maximum number of bytes service limit.",
    ),
  notText: () => failed('States.Runtime', 'The HTTP response is no UTF-8 text.'),
} as const satisfies Record<string, (...about: never[]) => TaskFailure>;

/** Sends the request as it stands; redirects are answers like others. */
export async function exchange(
  request: HttpRequest,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<HttpResponse | TaskFailure> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await send(request, AbortSignal.any([signal, timeout]));
    return answer.body === null ? failure.tooLarge() : withText({ ...answer, body: answer.body });
  } catch (error) {
    return timeout.aborted ? failure.timedOut(timeoutMs) : failure.unreachable(request.url, error as Error);
  }
}

type Received = Omit<HttpResponse, 'body'> & { readonly body: Buffer | null };

/** The body is null where it is too large to be read. */
function send({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<Received> {
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const begin = url.startsWith('https:') ? requestByHttps : requestByHttp;
  const length = body === null ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const request = begin(url, { method, headers: { ...Object.fromEntries(headers), ...length }, signal, agent: false });
  request.on('error', reject);
  request.on('response', (response) => {
    const { statusCode = 0, statusMessage = '' } = response;
    const head = { status: statusCode, statusText: statusMessage, headers: pairsOf(response.rawHeaders) };
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= MAX_BODY_BYTES) return;
      resolve({ ...head, body: null });
      request.destroy();
    });
    response.on('end', () => resolve({ ...head, body: Buffer.concat(chunks) }));
    response.on('error', reject);
  });
  request.end(body ?? undefined);
  return promise;
}

function pairsOf(raw: readonly string[]): HttpResponse['headers'] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

function withText(received: Received & { readonly body: Buffer }): HttpResponse | TaskFailure {
  try {
    return { ...received, body: new TextDecoder('utf-8', { fatal: true }).decode(received.body) };
  } catch {
    return failure.notText();
  }
}
