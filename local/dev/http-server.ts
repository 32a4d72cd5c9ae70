import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartUpError } from './errors.ts';

/** True when the request was meant for it and is answered. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export type LocalServer = {
  readonly url: string;
  /** Until it is called, every request is told to come again. */
  readonly serve: (handlers: readonly Handler[]) => void;
  readonly close: () => Promise<void>;
};

/** Nothing outside of this machine is served. */
const ADDRESS = '127.0.0.1';

/** Listens at once, so that a busy port is known before anything else is touched. Throws `StartUpError`. */
export async function listen(port: number): Promise<LocalServer> {
  let handlers: readonly Handler[] | null = null;
  const server = createServer((request, response) => void answer(handlers, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, port)));
    server.listen(port, ADDRESS, resolve);
  });
  return {
    url: `http://${ADDRESS}:${(server.address() as AddressInfo).port}`,
    serve: (list) => {
      handlers = list;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handlers: readonly Handler[] | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (handlers === null) return refuse(response, 503, 'Baton is starting.');
  if (isFromElsewhere(request)) return refuse(response, 403, 'Pages of other sites are not served.');
  try {
    for (const handle of handlers) if (await handle(request, response)) return;
    refuse(response, 404, 'Nothing is served here: see docs/local-api.md.');
  } catch {
    if (!response.headersSent) refuse(response, 500, 'Baton met a fault of its own.');
    else response.destroy();
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code: 'NOT_SERVED', message } }));
}

/** A page in the user's browser could start executions otherwise. Clients that are no browsers send no origin. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`;
}

function listenError(error: Error, port: number): StartUpError {
  const code = 'code' in error ? String(error.code) : '';
  const what = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${error.message})`;
  return new StartUpError(`port ${port} of ${ADDRESS} ${what}`, {
    code: 'PORT_BUSY',
    advice: 'Stop what listens there, or choose another port with --port.',
    cause: error,
  });
}
