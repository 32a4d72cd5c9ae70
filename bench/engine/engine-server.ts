// The engine's API on a data file: `engine-server.ts DATA_FILE`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEngine } from '../../local/engine/index.ts';

const engine = openEngine({ dataFile: process.argv[2] ?? null, host: null, objects: null, environment: {} });
const server = createServer((request, response) => {
  void engine.handle(request, response);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
