import { expect, test } from 'vitest';
import type { RunRow } from '../store/index.ts';
import { redriveObstacle } from './redrivable.ts';

const DAY = 24 * 3_600_000;
const row: RunRow = {
  ...{ id: 1, machine: 1, revision: 1, version: null, alias: null, mapRun: null, itemCount: null, traceHeader: null },
  ...{ executionArn: 'arn:e', name: 'e', startedAt: 0, status: 'FAILED', stoppedAt: DAY },
  ...{ redriveCount: 0, redrivenAt: null, tail: 1 },
};

test.each<[Partial<RunRow>, { now: number; events: number }, string | null]>([
  [{}, { now: 2 * DAY, events: 10 }, null],
  [{ status: 'TIMED_OUT' }, { now: 15 * DAY, events: 24_998 }, null],
  [{ status: 'ABORTED' }, { now: 2 * DAY, events: 24_999 }, 'Execution history event limit exceeded'],
  [{}, { now: 15 * DAY + 1, events: 10 }, 'Execution redrivable period exceeded'],
  [{ stoppedAt: 360 * DAY }, { now: 366 * DAY, events: 10 }, 'Execution has exceeded the max execution time'],
  [{ status: 'RUNNING' }, { now: DAY, events: 1 }, 'Execution is RUNNING and cannot be redriven'],
  [{ status: 'SUCCEEDED' }, { now: DAY, events: 1 }, 'Execution is SUCCEEDED and cannot be redriven'],
])('redrivable - %j at %j: %s', (more, about, obstacle) => {
  expect(redriveObstacle({ ...row, ...more }, about)).toBe(obstacle);
});
