import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { type AuditEntry, type Enforcement, enforceContracts, type FunctionContracts } from '../contracts/index.ts';
import { countViolations, logTelemetry, type Telemetry } from '../telemetry/index.ts';

/** What of Lambda's context a task may rely on, on a laptop as in AWS. */
export type TaskContext = {
  readonly awsRequestId: string;
  readonly functionName: string;
  getRemainingTimeInMillis(): number;
};

export type TaskSurroundings = { readonly context: TaskContext; readonly logger: Logger };

/** A task function's contracts, whose task it is, and how they are enforced, as its generated module exports them. */
export type TaskContracts<Input = unknown, Output = unknown> = FunctionContracts<Input, Output> & {
  readonly workflow: string;
  readonly task: string;
  readonly enforce: Enforcement;
};

/** What Lambda calls. */
export type TaskHandler = (event: unknown, context: TaskContext) => Promise<unknown>;

/**
 * The handler of a task function: `decide` is given an input that keeps its contract, and what it answers is checked
 * before anybody sees it. Rejects with `Contract.InputViolation`, `Contract.OutputViolation`, or what `decide` throws.
 */
export function taskHandler<Input, Output>(
  contracts: TaskContracts<Input, Output>,
  decide: (input: Input, surroundings: TaskSurroundings) => Output | Promise<Output>,
  logger: Logger = new Logger({ serviceName: 'baton' }),
  telemetry: Telemetry = logTelemetry(logger),
): TaskHandler {
  const { workflow, task, enforce } = contracts;
  const audit = (entry: AuditEntry) => {
    telemetry.audit('contract checked', entry);
    if (entry.verdict === 'violated') countViolations(telemetry, 1, { ...entry, at: { workflow, task } });
  };
  return middy(async (input: Input, context: TaskContext) => decide(input, { context, logger })).use(
    enforceContracts({ contracts, enforce, audit }),
  );
}
