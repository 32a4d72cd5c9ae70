import { Logger } from '@aws-lambda-powertools/logger';
import { expect, test } from 'vitest';
import type { Contract } from '../contracts/index.ts';
import { type TaskContext, taskHandler } from './task-handler.ts';

const contract: Contract<{ n: number }> = { id: 'counted@1', fingerprint: 'f', validate: () => [] };
const context: TaskContext = { awsRequestId: 'r-1', functionName: 'f', getRemainingTimeInMillis: () => 1_000 };
const logger = new Logger({ logLevel: 'SILENT' });

test('task handler - decide is given the input and its surroundings, checks are audited', async () => {
  const audited: [string, object][] = [];
  const handler = taskHandler(
    { input: contract, output: contract },
    async ({ n }, surroundings) => {
      expect(surroundings).toEqual({ context, logger });
      return { n: n + 1 };
    },
    logger,
    { audit: (done, facts) => audited.push([done, facts]) },
  );
  expect(await handler({ n: 1 }, context)).toEqual({ n: 2 });
  expect(audited).toMatchObject([
    ['contract checked', { contract: 'counted@1', fingerprint: 'f', direction: 'input', verdict: 'valid' }],
    ['contract checked', { direction: 'output' }],
  ]);
});

test('task handler - an error of decide keeps its name, which Retry and Catch match', async () => {
  const busy = Object.assign(new Error('Busy.'), { name: 'Warehouse.Busy' });
  const decide = () => {
    throw busy;
  };
  const handler = taskHandler({ input: contract, output: contract }, decide, logger, { audit: () => {} });
  await expect(handler({ n: 1 }, context)).rejects.toBe(busy);
});
