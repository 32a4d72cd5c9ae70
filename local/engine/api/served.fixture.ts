import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { expect } from 'vitest';
import { type Engine, type EngineOptions, openEngine } from '../index.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/test';

export type Served = {
  readonly engine: Engine;
  readonly sfn: SFNClient;
  /** Creates a state machine; gives its ARN. */
  create(name: string, definition: object, type?: 'STANDARD' | 'EXPRESS'): Promise<string>;
  /** The execution once it has ended. */
  ended(executionArn: string): Promise<DescribeExecutionCommandOutput>;
  close(): Promise<void>;
};

/** An engine behind HTTP, and AWS's own client for it. */
export async function serve(options: Partial<EngineOptions> = {}): Promise<Served> {
  const engine = openEngine({ dataFile: null, host: null, objects: null, environment: {}, ...options });
  const server = createServer(async (request, response) => {
    if (!(await engine.handle(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sfn = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'none' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  return {
    ...{ engine, sfn },
    async create(name, definition, type = 'STANDARD') {
      const request = { name, definition: JSON.stringify(definition), roleArn: ROLE, type };
      return (await sfn.send(new CreateStateMachineCommand(request))).stateMachineArn ?? '';
    },
    async ended(executionArn) {
      const describe = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
      await expect.poll(async () => (await describe()).status, { timeout: 4_000 }).not.toBe('RUNNING');
      return describe();
    },
    async close() {
      sfn.destroy();
      await engine.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A state machine of one Pass state. */
export const passing = (Result: unknown = 1) => ({ StartAt: 'P', States: { P: { Type: 'Pass', Result, End: true } } });
