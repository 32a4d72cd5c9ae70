import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { TimerKind } from '../../machine/protocol.ts';
import type {
  Changes,
  ExecutionStatus,
  RunLog,
  RunQuery,
  RunRow,
  RunStore,
  RunTexts,
  Snapshot,
  StepRow,
  TimerRow,
} from '../run-store.ts';
import { transact, translated } from './database.ts';
import { prepareMapRunWrites } from './sqlite-map-runs.ts';

type Row = Record<string, SQLOutputValue>;

const RUN_COLUMNS = `id, machine, revision, version, alias, map_run, item_count, trace_header, arn, name, started_at,
  status, stopped_at, redrive_count, redriven_at, tail`;

/** The runs and their log in SQLite; what decides its speed is said in schema.ts. */
export function sqliteRuns(database: DatabaseSync, file: string): RunStore & RunLog {
  const write = prepareWrites(database);
  const byId = database.prepare(`select ${RUN_COLUMNS} from runs where id = ?`);
  const byArn = database.prepare(`select ${RUN_COLUMNS} from runs where arn = ? order by id desc limit 1`);
  const ids = database.prepare('select (select max(id) from runs) as run, (select max(id) from steps) as step');
  const texts = database.prepare(
    'select input, output, error, cause from inputs left join results using (run) where run = ?',
  );
  const step = database.prepare('select id, previous, first_event, input, history from steps where id = ?');
  const snapshot = database.prepare('select run, step, state from snapshots where run = ?');
  const timers = database.prepare('select run, frame, timer, turn, at from timers order by at limit ?');
  const guarded = <T>(work: () => T): T => translated(file, work);

  return {
    commit: (changes) => guarded(() => transact(database, () => write(changes))),
    lastIds() {
      const row = guarded(() => ids.get()) as Row;
      return { run: Number(row.run ?? 0), step: Number(row.step ?? 0) };
    },
    find(run) {
      const row = guarded(() => (typeof run === 'number' ? byId : byArn).get(run));
      return row === undefined ? null : toRun(row);
    },
    texts: (run) => toTexts(guarded(() => texts.get(run)) as Row),
    list: (query) => guarded(() => selectRuns(database, query)),
    *walkBack(tail) {
      for (let id: number | null = tail; id !== null; ) {
        const row = toStep(guarded(() => step.get(id)) as Row);
        yield row;
        id = row.previous;
      }
    },
    snapshot: (run) => (guarded(() => snapshot.get(run)) as Snapshot | undefined) ?? null,
    timers: (limit) => guarded(() => timers.all(limit)).map(toTimer),
  };
}

function prepareWrites(database: DatabaseSync): (changes: Changes) => void {
  const insertRun = database.prepare(
    `insert into runs (${RUN_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertInput = database.prepare('insert into inputs (run, input) values (?, ?)');
  const updateRun = database.prepare(
    'update runs set status = ?, stopped_at = ?, redrive_count = ?, redriven_at = ?, tail = ? where id = ?',
  );
  const dropResult = database.prepare('delete from results where run = ?');
  const insertResult = database.prepare('insert into results (run, output, error, cause) values (?, ?, ?, ?)');
  const dropSnapshot = database.prepare('delete from snapshots where run = ?');
  const dropTimers = database.prepare('delete from timers where run = ?');
  const writeLog = prepareLogWrites(database);
  const writeMapRuns = prepareMapRunWrites(database);
  return (changes) => {
    writeMapRuns(changes.mapRuns);
    for (const run of changes.started) {
      insertRun.run(...fromRun(run));
      insertInput.run(run.id, run.input);
    }
    for (const { id, status, stoppedAt, redriveCount, redrivenAt, tail } of changes.progressed) {
      updateRun.run(status, stoppedAt, redriveCount, redrivenAt, tail, id);
    }
    for (const run of changes.resumed) dropResult.run(run);
    writeLog(changes);
    for (const result of changes.ended) {
      insertResult.run(result.run, result.output, result.error, result.cause);
      dropSnapshot.run(result.run);
      dropTimers.run(result.run);
    }
  };
}

function prepareLogWrites(database: DatabaseSync): (changes: Changes) => void {
  const saveSnapshot = database.prepare('insert or replace into snapshots (run, step, state) values (?, ?, ?)');
  const insertStep = database.prepare(
    'insert into steps (id, previous, first_event, input, history) values (?, ?, ?, ?, ?)',
  );
  const clearTimer = database.prepare('delete from timers where run = ? and frame = ? and timer = ?');
  const setTimer = database.prepare(
    'insert or replace into timers (run, frame, timer, turn, at) values (?, ?, ?, ?, ?)',
  );
  return ({ steps, snapshots, timersCleared, timersSet }) => {
    for (const row of steps) insertStep.run(row.id, row.previous, row.firstEvent, row.input, row.history);
    for (const row of snapshots) saveSnapshot.run(row.run, row.step, row.state);
    for (const key of timersCleared) clearTimer.run(key.run, key.frame, key.timer);
    for (const row of timersSet) setTimer.run(row.run, row.frame, row.timer, row.turn, row.at);
  };
}

function selectRuns(database: DatabaseSync, query: RunQuery): readonly RunRow[] {
  const conditions: [string, SQLInputValue | undefined][] = [
    ['machine = ?', query.machine],
    ['version = ?', query.version],
    ['alias = ?', query.alias],
    [query.mapRun === null ? 'map_run is null' : 'map_run = ?', query.mapRun],
    // Spelled out, so that the partial index over open runs serves it.
    [query.status === 'RUNNING' ? "status = 'RUNNING'" : 'status = ?', query.status],
    [query.redriven === true ? 'redrive_count > ?' : 'redrive_count = ?', query.redriven === undefined ? undefined : 0],
    ['id < ?', query.before],
  ];
  const used = conditions.filter(([, value]) => value !== undefined);
  const where = used.length === 0 ? '' : `where ${used.map(([sql]) => sql).join(' and ')}`;
  const values = used.filter(([sql]) => sql.includes('?')).map(([, value]) => value as SQLInputValue);
  const statement: StatementSync = database.prepare(
    `select ${RUN_COLUMNS} from runs ${where} order by id desc limit ?`,
  );
  return statement.all(...values, query.limit).map(toRun);
}

function fromRun(run: RunRow): SQLInputValue[] {
  const { id, machine, revision, version, alias, mapRun, itemCount, traceHeader, executionArn, name } = run;
  const begun = [id, machine, revision, version, alias, mapRun, itemCount, traceHeader, executionArn, name];
  return [...begun, run.startedAt, run.status, run.stoppedAt, run.redriveCount, run.redrivenAt, run.tail];
}

function toRun(row: Row): RunRow {
  return {
    id: Number(row.id),
    machine: Number(row.machine),
    revision: Number(row.revision),
    version: row.version as number | null,
    alias: row.alias as string | null,
    mapRun: row.map_run as string | null,
    itemCount: row.item_count as number | null,
    traceHeader: row.trace_header as string | null,
    executionArn: String(row.arn),
    name: String(row.name),
    startedAt: Number(row.started_at),
    status: row.status as ExecutionStatus,
    stoppedAt: row.stopped_at as number | null,
    redriveCount: Number(row.redrive_count),
    redrivenAt: row.redriven_at as number | null,
    tail: Number(row.tail),
  };
}

function toTexts(row: Row): RunTexts {
  const { input, output, error, cause } = row as Record<keyof RunTexts, string | null>;
  return { input: String(input), output, error, cause };
}

function toStep(row: Row): StepRow {
  return {
    id: Number(row.id),
    previous: row.previous as number | null,
    firstEvent: Number(row.first_event),
    input: String(row.input),
    history: String(row.history),
  };
}

function toTimer(row: Row): TimerRow {
  return {
    run: Number(row.run),
    frame: Number(row.frame),
    timer: row.timer as TimerKind,
    turn: Number(row.turn),
    at: Number(row.at),
  };
}
