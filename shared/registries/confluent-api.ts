/**
 * The REST API of Confluent's Schema Registry, which others speak too: requests, and what their refusals mean.
 * https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
import type { Agent } from 'node:http';
import { agentOf, authorizationOf, type Credentials } from './credentials.ts';
import { SystemicRegistryError, TransientRegistryError } from './errors.ts';
import { type JsonAnswer, type JsonRequest, requestJson } from './request-json.ts';

export type ConfluentSettings = {
  /** May have a path, as Apicurio's `/apis/ccompat/v7`. */
  readonly url: string;
  /** Read when they are first needed, and again once the registry has refused them: they may have been rotated. */
  readonly credentials: () => Promise<Credentials>;
};

export type ConfluentApi = {
  /** The answer's body, or null where there is none of what was asked for. Rejects with a `RegistryError`. */
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body: object) => Promise<unknown>;
  readonly put: (path: string, body: object) => Promise<unknown>;
};

const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';

/** Subject, version and schema "not found". */
const NOT_FOUND_CODES: readonly unknown[] = [40401, 40402, 40403];

/** Throws `SystemicRegistryError` for a URL that is none. */
export function confluentApi({ url, credentials }: ConfluentSettings): ConfluentApi {
  const base = baseOf(url);
  let session: Promise<Session> | null = null;

  const exchange = async (method: JsonRequest['method'], path: string, body: object | null): Promise<JsonAnswer> => {
    session ??= openSession(base, credentials);
    const { agent, authorization } = await session;
    const content = body === null ? {} : { 'content-type': MEDIA_TYPE };
    const headers = { accept: `${MEDIA_TYPE}, application/json`, ...content, ...authorization };
    return requestJson(new URL(`${base}${path}`), { method, headers, agent, body: body && JSON.stringify(body) });
  };

  const call = async (method: JsonRequest['method'], path: string, body: object | null): Promise<unknown> => {
    let answer = await exchange(method, path, body);
    if (answer.status === 401 || answer.status === 403) {
      session = null;
      answer = await exchange(method, path, body);
    }
    if (answer.status === 200 && answer.body !== null) return answer.body;
    if (answer.status !== 404) throw refusal(base, answer);
    if (NOT_FOUND_CODES.includes(codeOf(answer)) || (await isRegistry(exchange))) return null;
    throw new SystemicRegistryError(`There is no schema registry at ${base}: it answers 404 to /schemas/types.`);
  };

  return {
    get: (path) => call('GET', path, null),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
}

type Session = { readonly agent: Agent; readonly authorization: Readonly<Record<string, string>> };

async function openSession(base: string, credentials: ConfluentSettings['credentials']): Promise<Session> {
  const given = await credentials();
  try {
    return { agent: agentOf(new URL(base), given), authorization: authorizationOf(given) };
  } catch (cause) {
    throw new SystemicRegistryError('The certificate or private key of the schema registry is none.', { cause });
  }
}

/** Tells a registry that lacks something from a server that is none. */
const isRegistry = async (
  exchange: (method: 'GET', path: string, body: null) => Promise<JsonAnswer>,
): Promise<boolean> => Array.isArray((await exchange('GET', '/schemas/types', null)).body);

function refusal(base: string, { status, body }: JsonAnswer): TransientRegistryError | SystemicRegistryError {
  if (status === 200) return oddAnswer();
  const said = (body as { message?: unknown } | null)?.message;
  const why = `The schema registry at ${base} answered ${status}${typeof said === 'string' ? `: ${said.slice(0, 300)}` : '.'}`;
  const later = status >= 500 || status === 429 || status === 408;
  return later ? new TransientRegistryError(why) : new SystemicRegistryError(why);
}

export const oddAnswer = () =>
  new SystemicRegistryError('The schema registry answered what no schema registry answers. Is its URL right?');

const codeOf = ({ body }: JsonAnswer): unknown => (body as { error_code?: unknown } | null)?.error_code;

/** The URL without a slash at its end. */
function baseOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SystemicRegistryError(`"${text}" is no URL of a schema registry: write https://HOST[:PORT][/PATH].`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new SystemicRegistryError('The URL of the schema registry holds credentials: put them into a secret.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
