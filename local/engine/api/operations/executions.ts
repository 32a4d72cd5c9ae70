import type { HistoryEvent } from '../../machine/protocol.ts';
import type { ExecutionView } from '../../runtime/index.ts';
import type { MachineRow, RunRow } from '../../store/index.ts';
import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, INCLUDED_DATA, MAX_RESULTS } from '../shapes.ts';

const STATUS = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

export const executionOperations = {
  StartExecution: operation({
    members: {
      stateMachineArn: ARN,
      name: { kind: 'string', minLength: 1, maxLength: 80 },
      input: { kind: 'string', maxLength: 262_144 },
      traceHeader: { kind: 'string', maxLength: 256 },
    },
    async answer({ executions }, { stateMachineArn, input = '{}', name }) {
      const { executionArn, startedAt } = await executions.start(stateMachineArn, input, name);
      return { executionArn, startDate: seconds(startedAt) };
    },
  }),

  StopExecution: operation({
    members: {
      executionArn: ARN,
      error: { kind: 'string', maxLength: 256 },
      cause: { kind: 'string', maxLength: 32_768 },
    },
    async answer({ executions }, { executionArn, error = null, cause = null }) {
      return { stopDate: seconds(await executions.stop(executionArn, error, cause)) };
    },
  }),

  DescribeExecution: operation({
    members: { executionArn: ARN, includedData: INCLUDED_DATA },
    answer({ executions }, { executionArn, includedData }) {
      return described(executions.describe(executionArn), includedData !== 'METADATA_ONLY');
    },
  }),

  ListExecutions: operation({
    members: {
      stateMachineArn: ARN,
      statusFilter: { kind: 'string', oneOf: STATUS },
      maxResults: MAX_RESULTS,
      nextToken: { kind: 'string', minLength: 1, maxLength: 3096 },
    },
    answer({ executions }, { stateMachineArn, statusFilter, maxResults, nextToken }) {
      const before = readToken<number>(nextToken, 'number');
      const size = pageSize(maxResults);
      if (statusFilter === 'PENDING_REDRIVE') return { executions: [] };
      const { machine, runs } = executions.list(stateMachineArn, {
        limit: size + 1,
        ...(statusFilter !== undefined && { status: statusFilter }),
        ...(before !== null && { before }),
      });
      const { shown, nextToken: next } = page(runs, size, ({ id }) => id);
      return { executions: shown.map((run) => listed(run, machine)), nextToken: next };
    },
  }),

  GetExecutionHistory: operation({
    members: {
      executionArn: ARN,
      maxResults: MAX_RESULTS,
      reverseOrder: { kind: 'boolean' },
      includeExecutionData: { kind: 'boolean' },
      nextToken: { kind: 'string', minLength: 1, maxLength: 1024 },
    },
    answer({ executions }, { executionArn, maxResults, reverseOrder = false, includeExecutionData, nextToken }) {
      const from = readToken<number>(nextToken, 'number');
      const size = pageSize(maxResults);
      const events = executions.history(executionArn, { reverse: reverseOrder, from, limit: size + 1 });
      const { shown, nextToken: next } = page(events, size, (_last, following) => following.id);
      return { events: shown.map((event) => toEvent(event, includeExecutionData ?? true)), nextToken: next };
    },
  }),
};

function listed(run: RunRow, machine: MachineRow) {
  return {
    executionArn: run.executionArn,
    stateMachineArn: machine.arn,
    ...(run.version !== null && { stateMachineVersionArn: `${machine.arn}:${run.version}` }),
    ...(run.alias !== null && { stateMachineAliasArn: `${machine.arn}:${run.alias}` }),
    name: run.name,
    status: run.status,
    startDate: seconds(run.startedAt),
    ...(run.stoppedAt !== null && { stopDate: seconds(run.stoppedAt) }),
    redriveCount: 0,
  };
}

function described({ run, machine, texts }: ExecutionView, included: boolean) {
  const { input, output, error, cause } = texts;
  return {
    ...listed(run, machine),
    ...(included && { input }),
    inputDetails: { included },
    ...(output !== null && { ...(included && { output }), outputDetails: { included } }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
    ...redrive(run),
  };
}

function redrive({ status }: RunRow) {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: `Execution is ${status} and cannot be redriven` };
  }
  return { redriveStatus: 'REDRIVABLE' };
}

const EXECUTION_DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails']);

function toEvent({ id, previousEventId, type, timestamp, details }: HistoryEvent, withData: boolean) {
  const event = { timestamp: seconds(timestamp), type, id, previousEventId };
  if (details === null) return event;
  const shown = Object.entries(details.value).filter(([name]) => withData || !EXECUTION_DATA.has(name));
  return { ...event, [details.member]: Object.fromEntries(shown) };
}
