import type { MapRunView } from '../../runtime/index.ts';
import { mapRunLabel } from '../../runtime/index.ts';
import type { ChildCount, ExecutionStatus, MachineRow, MapRunRow, RunRow } from '../../store/index.ts';
import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, LONG_ARN, MAX_RESULTS, NEXT_TOKEN } from '../shapes.ts';

export const mapRunOperations = {
  ListMapRuns: operation({
    members: { executionArn: ARN, maxResults: MAX_RESULTS, nextToken: NEXT_TOKEN },
    answer({ executions, mapRuns }, { executionArn, maxResults, nextToken }) {
      const after = readToken<number>(nextToken, 'number') ?? 0;
      const { run, machine } = executions.describe(executionArn);
      const rest = mapRuns.list(run).slice(after);
      const size = pageSize(maxResults);
      const { shown, nextToken: next } = page(rest, size, () => after + size);
      return { mapRuns: shown.map((mapRun) => listed(mapRun, run, machine)), nextToken: next };
    },
  }),

  DescribeMapRun: operation({
    members: { mapRunArn: LONG_ARN },
    answer: ({ mapRuns }, { mapRunArn }) => described(mapRuns.describe(mapRunArn)),
  }),

  UpdateMapRun: operation({
    members: {
      mapRunArn: LONG_ARN,
      maxConcurrency: { kind: 'integer', min: 0 },
      toleratedFailurePercentage: { kind: 'number', min: 0, max: 100 },
      toleratedFailureCount: { kind: 'integer', min: 0 },
    },
    async answer({ mapRuns }, { mapRunArn, ...settings }) {
      const given = Object.entries(settings).filter(([, value]) => value !== undefined);
      await mapRuns.update(mapRunArn, Object.fromEntries(given));
      return {};
    },
  }),
};

function listed({ arn, startedAt, stoppedAt }: MapRunRow, { executionArn }: RunRow, machine: MachineRow) {
  return {
    executionArn,
    mapRunArn: arn,
    stateMachineArn: `${machine.arn}/${mapRunLabel(arn)}`,
    ...dates(startedAt, stoppedAt),
  };
}

function dates(startedAt: number, stoppedAt: number | null) {
  return { startDate: seconds(startedAt), ...(stoppedAt !== null && { stopDate: seconds(stoppedAt) }) };
}

function described({ mapRun, parent, children }: MapRunView) {
  const { arn, status, startedAt, stoppedAt, maxConcurrency, itemCount, childCount } = mapRun;
  const started = children.reduce((sum, { executions }) => sum + executions, 0);
  return {
    mapRunArn: arn,
    executionArn: parent.executionArn,
    status,
    ...dates(startedAt, stoppedAt),
    maxConcurrency,
    toleratedFailurePercentage: mapRun.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: mapRun.toleratedFailureCount ?? 0,
    itemCounts: countsOf('items', mapRun, children, itemCount),
    executionCounts: countsOf('executions', mapRun, children, childCount ?? started),
    redriveCount: mapRun.redriveCount,
    ...(mapRun.redrivenAt !== null && { redriveDate: seconds(mapRun.redrivenAt) }),
  };
}

type Counted = 'executions' | 'items';

/** Results are written once all children have ended, and of all that have. */
function countsOf(what: Counted, { status }: MapRunRow, children: readonly ChildCount[], total: number) {
  const of = (wanted: ExecutionStatus) => children.find((row) => row.status === wanted)?.[what] ?? 0;
  const begun = children.reduce((sum, row) => sum + row[what], 0);
  return {
    pending: total - begun,
    running: of('RUNNING'),
    succeeded: of('SUCCEEDED'),
    failed: of('FAILED'),
    timedOut: of('TIMED_OUT'),
    aborted: of('ABORTED'),
    total,
    resultsWritten: status === 'SUCCEEDED' ? begun : 0,
    failuresNotRedrivable: 0,
    pendingRedrive: of('PENDING_REDRIVE'),
  };
}
