import { isJsonObject, type Json, type JsonObject, parseJson } from '../../expressions/index.ts';
import { HttpConnectionsError } from '../errors.ts';

/** What stands in for an EventBridge connection: what it adds to each request, before what the state says. */
export type HttpConnection = {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
};

export const NOTHING_ADDED: HttpConnection = { headers: {}, query: {}, body: {} };

/**
 * The connections by name, of `BATON_HTTP_CONNECTIONS`: `{"NAME": {"headers": {…}, "query": {…}, "body": {…}}}`, each
 * part optional. Throws `HttpConnectionsError`.
 */
export function parseHttpConnections(text: string | undefined): ReadonlyMap<string, HttpConnection> {
  const connections = objectIn(parsed(text || '{}'), 'it');
  return new Map(Object.entries(connections).map(([name, value]) => [name, toConnection(value, name)]));
}

function toConnection(value: Json, name: string): HttpConnection {
  const { headers = {}, query = {}, body = {}, ...others } = objectIn(value, `'${name}'`);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new HttpConnectionsError(`'${name}' has '${unknown}': there are headers, query and body`);
  }
  return {
    headers: textsIn(headers, `headers of '${name}'`),
    query: textsIn(query, `query of '${name}'`),
    body: objectIn(body, `body of '${name}'`),
  };
}

function textsIn(value: Json, what: string): Record<string, string> {
  const texts = objectIn(value, what);
  for (const [member, text] of Object.entries(texts)) {
    if (typeof text !== 'string') throw new HttpConnectionsError(`'${member}' among the ${what} is no text`);
  }
  return texts as Record<string, string>;
}

function objectIn(value: Json, what: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new HttpConnectionsError(`${what} is no JSON object`);
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new HttpConnectionsError('it is no JSON', { cause });
  }
}
