import { isJsonObject, type Json, type JsonObject, writeJson } from '../../expressions/index.ts';
import type { HttpRequest, TaskFailure } from '../../runtime/ports.ts';
import { failed } from '../failures.ts';
import type { HttpConnection } from './connections.ts';
import { type ArrayFormat, encoded, formEncoded, isArrayFormat, textOf } from './form-encoding.ts';

/** What a state's arguments ask for. */
export type HttpCall = {
  readonly endpoint: URL;
  readonly method: string;
  /** Of the ARN `arn:aws:events:REGION:ACCOUNT:connection/NAME/ID`. */
  readonly connection: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: JsonObject;
  readonly body: Json | undefined;
  /** Null where the body is sent as JSON. */
  readonly form: ArrayFormat | null;
};

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);

/** What only the connection or Step Functions itself may say. */
const RESERVED_PREFIXES = ['x-forwarded-', 'x-amz-', 'x-amzn-'];
const RESERVED = new Set([
  ...['a-im', 'accept-charset', 'accept-datetime', 'accept-encoding', 'authorization', 'cache-control', 'connection'],
  ...['content-encoding', 'content-md5', 'date', 'expect', 'forwarded', 'from', 'host', 'http2-settings', 'if-match'],
  ...['if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'max-forwards', 'origin', 'pragma'],
  ...['proxy-authorization', 'referer', 'server', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'via', 'warning'],
]);

const CONNECTION_ARN = /^arn:aws[\w-]*:events:[\w-]+:\d{12}:connection\/(?<name>[^/]+)(?:\/.+)?$/;

/** The most that AWS takes of a response. */
const RANGE = 'bytes=0-262144';

/** Takes the arguments apart. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
export function parseHttpCall(given: Json): HttpCall | TaskFailure {
  if (!isJsonObject(given)) return wrong('needs an object of arguments');
  const { ApiEndpoint, Method, Headers = {}, QueryParameters = {}, RequestBody, Transform = {} } = given;
  const endpoint = typeof ApiEndpoint === 'string' ? URL.parse(ApiEndpoint) : null;
  if (endpoint === null) return wrong('needs an argument ApiEndpoint that is a URL');
  if (typeof Method !== 'string' || !METHODS.has(Method)) {
    return wrong(`needs an argument Method out of ${[...METHODS].join(', ')}`);
  }
  const connection = connectionOf(given);
  if (connection === null) return wrong("needs an argument Authentication with a connection's ConnectionArn");
  if (!isJsonObject(Headers)) return wrong('takes Headers that are an object');
  const reserved = Object.keys(Headers).find(isReserved);
  if (reserved !== undefined) return wrong(`takes no header ${reserved}: AWS reserves it`);
  if (!isJsonObject(QueryParameters)) return wrong('takes QueryParameters that are an object');
  const form = formOf(Transform);
  if (form === undefined)
    return wrong('takes a Transform of RequestBodyEncoding NONE or URL_ENCODED and an ArrayFormat');
  const headers = Object.fromEntries(Object.entries(Headers).map(([name, value]) => [name, headerText(value)]));
  return { endpoint, method: Method, connection, headers, query: QueryParameters, body: RequestBody, form };
}

function wrong(what: string): TaskFailure {
  return failed('States.Runtime', `http:invoke ${what}.`);
}

function connectionOf({ Authentication, InvocationConfig }: JsonObject): string | null {
  const [arn] = [Authentication, InvocationConfig].flatMap((at) => (isJsonObject(at) ? [at.ConnectionArn] : []));
  return typeof arn === 'string' ? (CONNECTION_ARN.exec(arn)?.groups?.name ?? null) : null;
}

function isReserved(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
}

function headerText(value: Json): string {
  return Array.isArray(value) ? value.map(textOf).join(',') : textOf(value);
}

/** Undefined for what is none of AWS's transforms. */
function formOf(transform: Json): ArrayFormat | null | undefined {
  if (!isJsonObject(transform)) return undefined;
  const { RequestBodyEncoding: encoding = 'NONE', RequestEncodingOptions: options = {} } = transform;
  const { ArrayFormat: format = 'INDICES' } = isJsonObject(options) ? options : {};
  if (encoding === 'NONE') return null;
  return encoding === 'URL_ENCODED' && isArrayFormat(format) ? format : undefined;
}

/** What is sent: the connection's part goes before the state's, and Step Functions' own before both. */
export function requestOf(call: HttpCall, connection: HttpConnection, region: string): HttpRequest {
  const body = bodyOf(call, connection);
  const headers = new Map<string, readonly [name: string, value: string]>();
  const add = (given: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(given)) headers.set(name.toLowerCase(), [name, value]);
  };
  if (body !== null) {
    add({ 'Content-Type': call.form === null ? 'application/json' : 'application/x-www-form-urlencoded' });
  }
  add(call.headers);
  add(connection.headers);
  add({ 'User-Agent': `Amazon|StepFunctions|HttpInvoke|${region}`, Range: RANGE });
  return { method: call.method, url: urlOf(call, connection), headers: [...headers.values()], body };
}

function urlOf({ endpoint, query }: HttpCall, connection: HttpConnection): string {
  const parameters = Object.entries({ ...query, ...connection.query }).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== null)
      .map((item) => `${encoded(name)}=${encoded(textOf(item))}`),
  );
  const url = new URL(endpoint);
  url.search = [url.search.slice(1), ...parameters].filter((part) => part !== '').join('&');
  return url.href;
}

/** A text is sent as it is; nothing but an object can be added to. */
function bodyOf({ body, form }: HttpCall, { body: added }: HttpConnection): string | null {
  if (typeof body === 'string') return body;
  const takesMore = Object.keys(added).length > 0 && (body === undefined || isJsonObject(body));
  const whole = takesMore ? { ...body, ...added } : body;
  if (whole === undefined) return null;
  return form === null ? writeJson(whole) : formEncoded(whole, form);
}
