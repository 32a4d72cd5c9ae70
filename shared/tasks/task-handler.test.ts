import { Logger } from '@aws-lambda-powertools/logger';
import { expect, test } from 'vitest';
import { type Contract, ENFORCE_ALL } from '../contracts/index.ts';
import { type TaskContext, type TaskContracts, taskHandler } from './task-handler.ts';

const contract: Contract<{ n: number }> = { id: 'counted@1', fingerprint: 'f', validate: () => [] };
const contracts: TaskContracts<{ n: number }, { n: number }> = {
  ...{ workflow: 'count', task: 'increase', input: contract, output: contract },
  enforce: ENFORCE_ALL,
};
const context: TaskContext = { awsRequestId: 'r-1', functionName: 'f', getRemainingTimeInMillis: () => 1_000 };
const logger = new Logger({ logLevel: 'SILENT' });

test('task handler - decide is given the input and its surroundings, checks are audited', async () => {
  const audited: [string, object][] = [];
  const handler = taskHandler(
    contracts,
    async ({ n }, surroundings) => {
      expect(surroundings).toEqual({ context, logger });
      return { n: n + 1 };
    },
    logger,
    { audit: (done, facts) => audited.push([done, facts]), count: () => {} },
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
  const handler = taskHandler(contracts, decide, logger, { audit: () => {}, count: () => {} });
  await expect(handler({ n: 1 }, context)).rejects.toBe(busy);
});

test('task handler - a violation is counted by subject, version, direction, workflow and task', async () => {
  const counted: unknown[] = [];
  const output: Contract<{ n: number }> = {
    ...contract,
    validate: () => [{ pointer: '/n', rule: 'type', expected: 'integer', found: 'string' }],
  };
  const telemetry = { audit: () => {}, count: (...line: unknown[]) => counted.push(line) };
  const handler = taskHandler({ ...contracts, output }, ({ n }) => ({ n }), logger, telemetry);
  await expect(handler({ n: 1 }, context)).rejects.toMatchObject({ name: 'Contract.OutputViolation' });
  expect(counted).toEqual([
    [
      { ContractViolations: 1 },
      { subject: 'counted', version: '1', direction: 'output', workflow: 'count', task: 'increase' },
    ],
  ]);
});
