import { type Json, parseJson, writeJson } from '../../expressions/index.ts';
import type { HttpResponse, TaskFailure, TaskIntegration, TaskOutcome } from '../../runtime/ports.ts';
import { failed } from '../failures.ts';
import { type HttpConnection, NOTHING_ADDED } from './connections.ts';
import { exchange } from './exchange.ts';
import { type HttpCall, parseHttpCall, requestOf } from './http-call.ts';

export type HttpSetting = {
  readonly connections: ReadonlyMap<string, HttpConnection>;
  readonly region: string;
  readonly timeoutMs?: number;
};

/** As AWS has it. */
const TIMEOUT_MS = 60_000;

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What AWS does not take for an answer. */
const BINARY = /^(?:application\/octet-stream|image\/|video\/|audio\/)/;
const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\b/;

/**
 * `arn:aws:states:::http:invoke`. Whatever is on this machine may be called; a host elsewhere only under a connection
 * that the settings name, so that nobody calls a real one for having merely run a definition.
 */
export function httpInvokeTask({ connections, region, timeoutMs = TIMEOUT_MS }: HttpSetting): TaskIntegration {
  return {
    onCrash: failed(
      'States.TaskFailed',
      'The engine was stopped while the HTTP task ran; whether it ended is not known.',
    ),
    async invoke({ arguments: given }, { signal, onExchange }) {
      const call = parseHttpCall(parseJson(given));
      if ('type' in call) return call;
      const connection = connections.get(call.connection);
      const refused = refusalOf(call, connection);
      if (refused !== null) return refused;
      const request = requestOf(call, connection ?? NOTHING_ADDED, region);
      const response = await exchange(request, signal, timeoutMs);
      const answered = 'type' in response ? null : response;
      onExchange?.({ request, withoutSecrets: requestOf(call, NOTHING_ADDED, region), response: answered });
      return 'type' in response ? response : outcomeOf(response);
    },
  };
}

/** Null where the call may be made. */
function refusalOf(
  { endpoint, connection: name }: HttpCall,
  connection: HttpConnection | undefined,
): TaskFailure | null {
  const { protocol, hostname } = endpoint;
  if (LOOPBACK.test(hostname) && /^https?:$/.test(protocol)) return null;
  if (protocol !== 'https:')
    return failed('States.Runtime', 'http:invoke needs an argument ApiEndpoint that is an HTTPS URL.');
  if (connection !== undefined) return null;
  const how = `Name it there ({"${name}":{}} adds nothing to the requests), or mock the state.`;
  return failed(
    'Events.ConnectionResource.ResourceNotFound',
    `The engine calls ${hostname} only under a connection that BATON_HTTP_CONNECTIONS names, and '${name}' is not there. ${how}`,
  );
}

function outcomeOf({ status, statusText, headers, body }: HttpResponse): TaskOutcome {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (status < 200 || status > 299) return failed(`States.Http.StatusCode.${status}`, body || statusText);
  if (BINARY.test(type)) return failed('States.Runtime', `http:invoke takes no response of the type ${type}.`);
  const all: Record<string, string[]> = {};
  for (const [name, value] of headers) all[name] = [...(all[name] ?? []), value];
  const ResponseBody = JSON_TYPE.test(type) ? jsonIn(body) : body;
  const output = { Headers: all, ResponseBody, StatusCode: status, StatusText: statusText };
  return { type: 'succeeded', output: writeJson(output) };
}

/** What is no JSON stays the text that it is. */
function jsonIn(body: string): Json {
  try {
    return parseJson(body);
  } catch {
    return body;
  }
}
