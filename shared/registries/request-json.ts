import { type Agent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { SystemicRegistryError, TransientRegistryError } from './errors.ts';

/** From the first byte sent to the last one received. */
const REQUEST_TIMEOUT_MS = 5_000;
/** A schema, with its escapes; registries themselves take no more than 1 MiB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export type JsonRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly agent: Agent;
};

/** `body` is null where the answer is no JSON. */
export type JsonAnswer = { readonly status: number; readonly body: unknown };

/** Rejects with `TransientRegistryError` when there is no answer, with `SystemicRegistryError` for one without end. */
export function requestJson(url: URL, { method, headers, body, agent }: JsonRequest): Promise<JsonAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<JsonAnswer>();
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(url, { method, headers, agent, signal }, (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('error', (cause) => reject(noAnswer(url, cause)));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= MAX_ANSWER_BYTES) return;
      reject(new SystemicRegistryError(`${url.origin} answered more than ${MAX_ANSWER_BYTES} bytes.`));
      response.destroy();
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)) }));
  });
  request.on('error', (cause) => reject(noAnswer(url, cause)));
  request.end(body);
  return promise;
}

/** What a certificate is refused for will not pass by itself. */
const TLS_REFUSAL = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL)/;

function noAnswer({ origin }: URL, cause: Error): TransientRegistryError | SystemicRegistryError {
  const { code = cause.name } = cause as NodeJS.ErrnoException;
  return TLS_REFUSAL.test(code)
    ? new SystemicRegistryError(`The certificates of ${origin} and this function do not fit: ${code}.`, { cause })
    : new TransientRegistryError(`The schema registry at ${origin} does not answer: ${code}.`, { cause });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
