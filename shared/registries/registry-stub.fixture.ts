import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type StubAnswer = { readonly status: number; readonly body: unknown };
export type Asked = Pick<IncomingMessage, 'headers'> & {
  /** `GET /schemas/ids/1`. */
  readonly line: string;
  readonly body: unknown;
};

export type RegistryStub = AsyncDisposable & {
  readonly url: string;
  readonly asked: readonly Asked[];
};

/** An HTTP server that answers as it is told, over TLS if it is given keys. */
export async function startRegistryStub(
  answer: (asked: Asked) => StubAnswer | Promise<StubAnswer>,
  tls?: ServerOptions,
): Promise<RegistryStub> {
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    const body = await text(request);
    const one = { line: `${request.method} ${request.url}`, headers: request.headers, body: body && JSON.parse(body) };
    asked.push(one);
    const { status, body: answered } = await answer(one);
    response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
    response.end(typeof answered === 'string' ? answered : JSON.stringify(answered));
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http://127.0.0.1' : 'https://localhost'}:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers what is in the table; anything else as Confluent's registry answers for what it does not have. */
export const answersOf =
  (table: Readonly<Record<string, unknown>>) =>
  ({ line }: Asked): StubAnswer => {
    if (line in table) return { status: 200, body: table[line] };
    if (line === 'GET /schemas/types') return { status: 200, body: ['JSON', 'PROTOBUF', 'AVRO'] };
    return { status: 404, body: { error_code: 40403, message: 'Schema not found' } };
  };
