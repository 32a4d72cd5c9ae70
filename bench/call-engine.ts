import { Agent, request } from 'node:http';

/** A call of the Step Functions API; gives the answer's text. No client of AWS: its own time would be measured too. */
export function callEngine(url: string, operation: string, input: object, agent?: Agent): Promise<string> {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(body),
      'X-Amz-Target': `AWSStepFunctions.${operation}`,
    };
    const sent = request(url, { method: 'POST', headers, ...(agent && { agent }) }, (response) => {
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

/** Calls with all of the inputs, so many at a time, as fast as they are answered. */
export async function callInParallel(
  url: string,
  operation: string,
  inputs: Iterable<object>,
  inFlight: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const left = inputs[Symbol.iterator]();
  const caller = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await callEngine(url, operation, next.value, agent);
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  agent.destroy();
}
