import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ChildCount, MapRunCatalogue, MapRunChanges, MapRunRow, MapRunStatus } from '../map-run-catalogue.ts';
import type { ExecutionStatus } from '../run-store.ts';
import { translated } from './database.ts';

type Row = Record<string, SQLOutputValue>;

const COLUMNS = `arn, run, frame, turn, started_at, status, stopped_at, item_count, child_count,
  max_concurrency, tolerated_failure_count, tolerated_failure_percentage, redrive_count, redriven_at`;

export function sqliteMapRuns(database: DatabaseSync, file: string): MapRunCatalogue {
  const one = database.prepare(`select ${COLUMNS} from map_runs where arn = ?`);
  const ofRun = database.prepare(`select ${COLUMNS} from map_runs where run = ? order by id desc`);
  const children = database.prepare(
    'select status, count(*) as executions, sum(item_count) as items from runs where map_run = ? group by status',
  );
  const guarded = <T>(work: () => T): T => translated(file, work);
  return {
    find(arn) {
      const row = guarded(() => one.get(arn));
      return row === undefined ? null : toMapRun(row);
    },
    list: (run) => guarded(() => ofRun.all(run)).map(toMapRun),
    countChildren: (arn) => guarded(() => children.all(arn)).map(toCount),
  };
}

/** What writes map runs, within a transaction of the caller's. */
export function prepareMapRunWrites(database: DatabaseSync): (changes: MapRunChanges) => void {
  const insert = database.prepare(
    `insert into map_runs (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    'update map_runs set max_concurrency = ?, tolerated_failure_count = ?, tolerated_failure_percentage = ? where arn = ?',
  );
  const end = database.prepare('update map_runs set status = ?, stopped_at = ? where arn = ?');
  const redrive = database.prepare(
    `update map_runs set status = 'RUNNING', stopped_at = null, frame = ?, turn = ?, redrive_count = ?, redriven_at = ?
     where arn = ?`,
  );
  const makeWait = database.prepare(
    `update runs set status = 'PENDING_REDRIVE' where map_run = ? and status in ('FAILED', 'TIMED_OUT', 'ABORTED')`,
  );
  const giveUp = database.prepare(
    `update runs set status = 'ABORTED' where map_run = ? and status = 'PENDING_REDRIVE'`,
  );
  return ({ started, updated, ended, redriven }) => {
    for (const row of started) {
      const { arn, run, frame, turn, startedAt, status, stoppedAt, itemCount, childCount } = row;
      const { maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage: percentage } = row;
      const facts = [arn, run, frame, turn, startedAt, status, stoppedAt, itemCount, childCount];
      insert.run(...facts, maxConcurrency, count, percentage, row.redriveCount, row.redrivenAt);
    }
    for (const { arn, frame, turn, redriveCount, redrivenAt } of redriven) {
      redrive.run(frame, turn, redriveCount, redrivenAt, arn);
      makeWait.run(arn);
    }
    for (const { arn, maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage } of updated) {
      update.run(maxConcurrency, count, toleratedFailurePercentage, arn);
    }
    for (const { arn, status, stoppedAt } of ended) {
      end.run(status, stoppedAt, arn);
      giveUp.run(arn);
    }
  };
}

function toMapRun(row: Row): MapRunRow {
  return {
    arn: String(row.arn),
    run: Number(row.run),
    frame: Number(row.frame),
    turn: Number(row.turn),
    startedAt: Number(row.started_at),
    status: row.status as MapRunStatus,
    stoppedAt: row.stopped_at as number | null,
    redriveCount: Number(row.redrive_count),
    redrivenAt: row.redriven_at as number | null,
    itemCount: Number(row.item_count),
    childCount: row.child_count as number | null,
    maxConcurrency: Number(row.max_concurrency),
    toleratedFailureCount: row.tolerated_failure_count as number | null,
    toleratedFailurePercentage: row.tolerated_failure_percentage as number | null,
  };
}

function toCount(row: Row): ChildCount {
  return {
    status: row.status as ExecutionStatus,
    executions: Number(row.executions),
    items: Number(row.items ?? 0),
  };
}
