// `served-process.fixture.ts DATA_FILE`: an engine in a process of its own, so that it can be killed; prints its URL.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEngine } from '../index.ts';

const [dataFile = null] = process.argv.slice(2);
const engine = openEngine({ dataFile, host: null, objects: null, environment: {} });
const server = createServer((request, response) => void engine.handle(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
