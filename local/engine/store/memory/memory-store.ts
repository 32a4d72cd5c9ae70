import type { ActivityCatalogue, ActivityRow } from '../activity-catalogue.ts';
import type { MachineCatalogue, MachineRow, MachineTags, RevisionRow, Tags } from '../machine-catalogue.ts';
import type { AliasRow, MachineAliases, MachineVersions, VersionRow } from '../machine-versions.ts';
import type { ChildCount, MapRunCatalogue, MapRunChanges, MapRunRow } from '../map-run-catalogue.ts';
import type {
  Changes,
  ExecutionStatus,
  RunLog,
  RunQuery,
  RunResult,
  RunRow,
  RunStore,
  RunTexts,
  Snapshot,
  StepRow,
  TimerKey,
  TimerRow,
} from '../run-store.ts';
import type { Store } from '../store.ts';

/** Keeps everything until the process ends: for tests and `--memory`. */
export function openMemoryStore(): Store {
  const tables = emptyTables();
  const runs = memoryRuns(tables);
  return {
    runs,
    log: runs,
    mapRuns: memoryMapRuns(tables),
    machines: memoryMachines(),
    versions: memoryVersions(),
    aliases: memoryAliases(),
    tags: memoryTags(),
    activities: memoryActivities(),
    close: () => {},
  };
}

type Tables = {
  readonly runs: Map<number, RunRow>;
  readonly runByArn: Map<string, number>;
  readonly texts: Map<number, RunTexts>;
  readonly steps: Map<number, StepRow>;
  readonly snapshots: Map<number, Snapshot>;
  readonly timers: Map<string, TimerRow>;
  readonly mapRuns: Map<string, MapRunRow>;
};

const timerKey = ({ run, frame, timer }: TimerKey): string => `${run}/${frame}/${timer}`;

function emptyTables(): Tables {
  return {
    runs: new Map(),
    runByArn: new Map(),
    texts: new Map(),
    steps: new Map(),
    snapshots: new Map(),
    timers: new Map(),
    mapRuns: new Map(),
  };
}

function memoryRuns(tables: Tables): RunStore & RunLog {
  const { runs, runByArn, texts, steps, snapshots, timers } = tables;
  return {
    commit(changes) {
      for (const run of changes.started) start(tables, run);
      for (const run of changes.progressed) runs.set(run.id, run);
      for (const run of changes.resumed) forgetResult(tables, run);
      changeMapRuns(tables, changes.mapRuns);
      changeLog(tables, changes);
      for (const result of changes.ended) end(tables, result);
    },
    lastIds: () => ({ run: runs.size, step: steps.size }),
    find: (run) => runs.get(typeof run === 'number' ? run : (runByArn.get(run) ?? 0)) ?? null,
    texts: (run) => texts.get(run) as RunTexts,
    list: (query: RunQuery) =>
      [...runs.values()]
        .filter(({ machine }) => query.machine === undefined || machine === query.machine)
        .filter(({ version }) => query.version === undefined || version === query.version)
        .filter(({ alias }) => query.alias === undefined || alias === query.alias)
        .filter(({ mapRun }) => query.mapRun === undefined || mapRun === query.mapRun)
        .filter(({ redriveCount }) => query.redriven === undefined || redriveCount > 0 === query.redriven)
        .filter(({ status }) => query.status === undefined || status === query.status)
        .filter(({ id }) => query.before === undefined || id < query.before)
        .sort((a, b) => b.id - a.id)
        .slice(0, query.limit),
    *walkBack(tail) {
      for (let id: number | null = tail; id !== null; ) {
        const step = steps.get(id) as StepRow;
        yield step;
        id = step.previous;
      }
    },
    snapshot: (run) => snapshots.get(run) ?? null,
    timers: (limit) => [...timers.values()].sort((a, b) => a.at - b.at).slice(0, limit),
  };
}

function start(tables: Tables, { input, ...run }: RunRow & { readonly input: string }): void {
  tables.runs.set(run.id, run);
  tables.runByArn.set(run.executionArn, run.id);
  tables.texts.set(run.id, { input, output: null, error: null, cause: null });
}

function forgetResult({ texts }: Tables, run: number): void {
  const { input } = texts.get(run) as RunTexts;
  texts.set(run, { input, output: null, error: null, cause: null });
}

function end(tables: Tables, { run, ...result }: RunResult & { readonly run: number }): void {
  tables.texts.set(run, { ...(tables.texts.get(run) as RunTexts), ...result });
  tables.snapshots.delete(run);
  for (const [key, timer] of tables.timers) if (timer.run === run) tables.timers.delete(key);
}

function changeLog({ steps, snapshots, timers }: Tables, changes: Changes): void {
  for (const step of changes.steps) steps.set(step.id, step);
  for (const snapshot of changes.snapshots) snapshots.set(snapshot.run, snapshot);
  for (const key of changes.timersCleared) timers.delete(timerKey(key));
  for (const timer of changes.timersSet) timers.set(timerKey(timer), timer);
}

function changeMapRuns({ mapRuns, runs }: Tables, { started, updated, ended, redriven }: MapRunChanges): void {
  for (const row of started) mapRuns.set(row.arn, row);
  const resumed = redriven.map((row) => ({ ...row, status: 'RUNNING' as const, stoppedAt: null }));
  for (const row of [...resumed, ...updated, ...ended])
    mapRuns.set(row.arn, { ...(mapRuns.get(row.arn) as MapRunRow), ...row });
  for (const { arn } of redriven) turnChildren(runs, arn, UNSUCCESSFUL, 'PENDING_REDRIVE');
  for (const { arn } of ended) turnChildren(runs, arn, ['PENDING_REDRIVE'], 'ABORTED');
}

const UNSUCCESSFUL: readonly ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

function turnChildren(
  runs: Tables['runs'],
  mapRun: string,
  from: readonly ExecutionStatus[],
  status: ExecutionStatus,
): void {
  for (const run of runs.values())
    if (run.mapRun === mapRun && from.includes(run.status)) runs.set(run.id, { ...run, status });
}

function memoryMapRuns({ mapRuns, runs }: Tables): MapRunCatalogue {
  return {
    find: (arn) => mapRuns.get(arn) ?? null,
    list: (run) => [...mapRuns.values()].filter((row) => row.run === run).reverse(),
    countChildren(arn) {
      const counts = new Map<string, ChildCount>();
      for (const { mapRun, status, itemCount } of runs.values()) {
        if (mapRun !== arn) continue;
        const { executions, items } = counts.get(status) ?? { executions: 0, items: 0 };
        counts.set(status, { status, executions: executions + 1, items: items + (itemCount ?? 0) });
      }
      return [...counts.values()];
    },
  };
}

function memoryMachines(): MachineCatalogue {
  const machines = new Map<number, MachineRow>();
  const current = new Map<string, number>();
  const revisions: RevisionRow[] = [];
  const revise: MachineCatalogue['revise'] = (machine, revision) => {
    const row = { ...revision, id: revisions.length + 1, machine };
    revisions.push(row);
    machines.set(machine, { ...(machines.get(machine) as MachineRow), revision: row });
    return machines.get(machine) as MachineRow;
  };
  return {
    create(machine, revision) {
      const id = machines.size + 1;
      machines.set(id, { ...machine, id, revision: { ...revision, id: 0, machine: id } });
      current.set(machine.arn, id);
      return revise(id, revision);
    },
    revise,
    remove: (machine) => void current.delete(machines.get(machine)?.arn ?? ''),
    find: (machine) => machines.get(typeof machine === 'number' ? machine : (current.get(machine) ?? 0)) ?? null,
    list: () => byName([...current.values()].map((id) => machines.get(id) as MachineRow)),
    revision: (id) => revisions[id - 1] ?? null,
  };
}

function memoryVersions(): MachineVersions {
  /** By state machine, in order of their numbers; null where one was removed. */
  const versions = new Map<number, (VersionRow | null)[]>();
  const of = (machine: number) => versions.get(machine) ?? [];
  return {
    publish(machine, version) {
      const row = { ...version, machine, number: of(machine).length + 1 };
      versions.set(machine, [...of(machine), row]);
      return row;
    },
    find: (machine, number) => of(machine)[number - 1] ?? null,
    list: (machine) =>
      of(machine)
        .filter((row) => row !== null)
        .reverse(),
    remove(machine, number) {
      if (number <= of(machine).length) of(machine)[number - 1] = null;
    },
  };
}

function memoryAliases(): MachineAliases {
  const aliases = new Map<string, AliasRow>();
  const key = (machine: number, name: string) => `${machine}/${name}`;
  return {
    put: (alias) => void aliases.set(key(alias.machine, alias.name), alias),
    find: (machine, name) => aliases.get(key(machine, name)) ?? null,
    list: (machine) => byName([...aliases.values()].filter((alias) => alias.machine === machine)),
    remove: (machine, name) => void aliases.delete(key(machine, name)),
  };
}

function memoryActivities(): ActivityCatalogue {
  const activities = new Map<string, ActivityRow>();
  return {
    put: (activity) => void activities.set(activity.arn, activity),
    find: (arn) => activities.get(arn) ?? null,
    list: () => byName([...activities.values()]),
    remove: (arn) => void activities.delete(arn),
  };
}

function byName<Row extends { readonly name: string }>(rows: Row[]): Row[] {
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function memoryTags(): MachineTags {
  const tags = new Map<number, Tags>();
  return { of: (machine) => tags.get(machine) ?? {}, replace: (machine, next) => void tags.set(machine, next) };
}
