import { Agent, request } from 'node:http';

export type Load = {
  readonly port: number;
  readonly operation: string;
  readonly inFlight: number;
  readonly durationMs: number;
  body(n: number): string;
};

/** Requests a second that a server answers with so many under way at a time. */
export async function postLoad({ port, operation, inFlight, durationMs, body }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const start = performance.now();
  let sent = 0;
  const caller = async () => {
    while (performance.now() - start < durationMs) await post(agent, port, operation, body(sent++));
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const perSecond = (sent * 1000) / (performance.now() - start);
  agent.destroy();
  return perSecond;
}

export function post(agent: Agent | undefined, port: number, operation: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(body),
      'X-Amz-Target': `AWSStepFunctions.${operation}`,
    };
    const sent = request({ method: 'POST', host: '127.0.0.1', port, headers, ...(agent && { agent }) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
