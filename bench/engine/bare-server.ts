// Answers every request with nothing done: what HTTP alone allows.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ANSWER = JSON.stringify({ executionArn: 'arn:aws:states:us-east-1:000000000000:execution:m:n', startDate: 1 });

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': ANSWER.length });
    response.end(ANSWER);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ type: 'started', url: `http://127.0.0.1:${port}` }));
});
