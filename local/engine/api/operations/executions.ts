import type { HistoryEvent } from '../../machine/protocol.ts';
import { type DescribedExecution, type ExecutionView, mapRunLabel } from '../../runtime/index.ts';
import type { MachineRow, RunRow } from '../../store/index.ts';
import { validationException } from '../errors.ts';
import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, INCLUDED_DATA, LONG_ARN, MAX_RESULTS } from '../shapes.ts';

const BILLED_STEP_MS = 100;
const BILLED_MB = 64;
const STATUS = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

const TRACE_HEADER = { kind: 'string', maxLength: 256, pattern: '\\p{ASCII}*' } as const;

export const executionOperations = {
  StartExecution: operation({
    members: {
      stateMachineArn: ARN,
      name: { kind: 'string', minLength: 1, maxLength: 80 },
      input: { kind: 'string', maxLength: 262_144 },
      traceHeader: TRACE_HEADER,
    },
    async answer({ executions }, { stateMachineArn, input = '{}', name, traceHeader }) {
      const { executionArn, startedAt } = await executions.start(stateMachineArn, input, name, traceHeader);
      return { executionArn, startDate: seconds(startedAt) };
    },
  }),

  StartSyncExecution: operation({
    members: {
      stateMachineArn: ARN,
      name: { kind: 'string', minLength: 1, maxLength: 80 },
      input: { kind: 'string', maxLength: 262_144 },
      traceHeader: TRACE_HEADER,
      includedData: INCLUDED_DATA,
    },
    async answer({ executions }, { stateMachineArn, input = '{}', name, traceHeader, includedData }, hungUp) {
      const view = await executions.startSync(stateMachineArn, input, name, hungUp);
      return {
        ...identity(view.run, view.machine),
        ...data(view, includedData !== 'METADATA_ONLY'),
        ...(traceHeader !== undefined && { traceHeader }),
        billingDetails: billed(view.run),
      };
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
      stateMachineArn: { ...ARN, required: false },
      mapRunArn: { ...LONG_ARN, required: false },
      statusFilter: { kind: 'string', oneOf: STATUS },
      redriveFilter: { kind: 'string', oneOf: ['REDRIVEN', 'NOT_REDRIVEN'] },
      maxResults: MAX_RESULTS,
      nextToken: { kind: 'string', minLength: 1, maxLength: 3096 },
    },
    answer({ executions, mapRuns }, { statusFilter, maxResults, nextToken, ...filters }) {
      const of = listedOf({ statusFilter, ...filters });
      const before = readToken<number>(nextToken, 'number');
      const size = pageSize(maxResults);
      const { redriveFilter } = filters;
      const query = {
        limit: size + 1,
        ...(redriveFilter !== undefined && { redriven: redriveFilter === 'REDRIVEN' }),
        ...(statusFilter !== undefined && { status: statusFilter }),
        ...(before !== null && { before }),
      };
      const { machine, runs } = of.mapRun ? mapRuns.children(of.arn, query) : executions.list(of.arn, query);
      const { shown, nextToken: next } = page(runs, size, ({ id }) => id);
      return { executions: shown.map((run) => listed(run, machine)), nextToken: next };
    },
  }),

  RedriveExecution: operation({
    members: { executionArn: ARN, clientToken: { kind: 'string', minLength: 1, maxLength: 64 } },
    async answer({ executions }, { executionArn, clientToken = null }) {
      return { redriveDate: seconds(await executions.redrive(executionArn, clientToken)) };
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

type ListFilters = {
  readonly [Name in 'stateMachineArn' | 'mapRunArn' | 'redriveFilter' | 'statusFilter']: string | undefined;
};

type Listed = { readonly arn: string; readonly mapRun: boolean };

/** Executions are listed of a state machine or of a map run, and only the latter's can be told by redrives. */
function listedOf({ stateMachineArn, mapRunArn, redriveFilter, statusFilter }: ListFilters): Listed {
  if (stateMachineArn !== undefined && mapRunArn !== undefined) {
    throw validationException(['Must provide only one of StateMachine ARN and MapRun ARN']);
  }
  if (mapRunArn !== undefined) return { arn: mapRunArn, mapRun: true };
  if (stateMachineArn === undefined) throw validationException(['Must provide a StateMachine ARN or MapRun ARN']);
  if (statusFilter === 'PENDING_REDRIVE') {
    throw validationException(['The status filter PENDING_REDRIVE can be used with a MapRun ARN only']);
  }
  if (redriveFilter !== undefined) {
    throw validationException(['A redrive filter can be used with a MapRun ARN only']);
  }
  return { arn: stateMachineArn, mapRun: false };
}

function listed(run: RunRow, machine: MachineRow) {
  return {
    ...identity(run, machine),
    ...(run.mapRun !== null && { mapRunArn: run.mapRun }),
    ...(run.itemCount !== null && { itemCount: run.itemCount }),
    ...(run.version !== null && { stateMachineVersionArn: `${machine.arn}:${run.version}` }),
    ...(run.alias !== null && { stateMachineAliasArn: `${machine.arn}:${run.alias}` }),
    redriveCount: run.redriveCount,
    ...(run.redrivenAt !== null && { redriveDate: seconds(run.redrivenAt) }),
  };
}

function identity(run: RunRow, machine: MachineRow) {
  return {
    executionArn: run.executionArn,
    stateMachineArn: run.mapRun === null ? machine.arn : `${machine.arn}/${mapRunLabel(run.mapRun)}`,
    name: run.name,
    status: run.status,
    startDate: seconds(run.startedAt),
    ...(run.stoppedAt !== null && { stopDate: seconds(run.stoppedAt) }),
  };
}

/** What AWS would charge for: time in steps, and the least of memory. */
function billed({ startedAt, stoppedAt }: RunRow) {
  const durationMs = (stoppedAt ?? startedAt) - startedAt;
  const steps = Math.max(1, Math.ceil(durationMs / BILLED_STEP_MS));
  return { billedDurationInMilliseconds: steps * BILLED_STEP_MS, billedMemoryUsedInMB: BILLED_MB };
}

function described(view: DescribedExecution, included: boolean) {
  const { itemCount: _, ...told } = listed(view.run, view.machine);
  const { traceHeader } = view.run;
  const traced = traceHeader !== null && { traceHeader };
  return { ...told, ...traced, ...data(view, included), ...redrive(view) };
}

function data({ texts: { input, output, error, cause } }: ExecutionView, included: boolean) {
  return {
    ...(included && { input }),
    inputDetails: { included },
    ...(output !== null && { ...(included && { output }), outputDetails: { included } }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}

function redrive({ run, redriveObstacle: reason }: DescribedExecution) {
  if (reason !== null) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  return { redriveStatus: run.mapRun === null ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
}

const EXECUTION_DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails']);

function toEvent({ id, previousEventId, type, timestamp, details }: HistoryEvent, withData: boolean) {
  const event = { timestamp: seconds(timestamp), type, id, previousEventId };
  if (details === null) return event;
  const shown = Object.entries(details.value).filter(([name]) => withData || !EXECUTION_DATA.has(name));
  return { ...event, [details.member]: Object.fromEntries(shown) };
}
