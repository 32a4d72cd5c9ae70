import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { enforceContracts, type FunctionContracts } from '../contracts/index.ts';
import { logTelemetry, type Telemetry } from '../telemetry/index.ts';

/** What of Lambda's context a task may rely on, on a laptop as in AWS. */
export type TaskContext = {
  readonly awsRequestId: string;
  readonly functionName: string;
  getRemainingTimeInMillis(): number;
};

export type TaskSurroundings = { readonly context: TaskContext; readonly logger: Logger };

/** What Lambda calls. */
export type TaskHandler = (event: unknown, context: TaskContext) => Promise<unknown>;

/**
 * The handler of a task function: `decide` is given an input that keeps its contract, and what it answers is checked
 * before anybody sees it. Rejects with `Contract.InputViolation`, `Contract.OutputViolation`, or what `decide` throws.
 */
export function taskHandler<Input, Output>(
  contracts: FunctionContracts<Input, Output>,
  decide: (input: Input, surroundings: TaskSurroundings) => Output | Promise<Output>,
  logger: Logger = new Logger({ serviceName: 'baton' }),
  telemetry: Pick<Telemetry, 'audit'> = logTelemetry(logger),
): TaskHandler {
  const audit = enforceContracts({ contracts, audit: (entry) => telemetry.audit('contract checked', entry) });
  return middy(async (input: Input, context: TaskContext) => decide(input, { context, logger })).use(audit);
}
