export type { ActivityCatalogue, ActivityRow } from './activity-catalogue.ts';
export { StoreError, StoreTooNewError, StoreUnavailableError, StoreUnreadableError } from './errors.ts';
export type {
  MachineCatalogue,
  MachineRow,
  MachineTags,
  NewMachine,
  NewRevision,
  RevisionRow,
  Tags,
} from './machine-catalogue.ts';
export type { AliasRow, MachineAliases, MachineVersions, NewVersion, Route, VersionRow } from './machine-versions.ts';
export type { ChildCount, MapRunCatalogue, MapRunChanges, MapRunRow, MapRunStatus } from './map-run-catalogue.ts';
export { openMemoryStore } from './memory/memory-store.ts';
export type {
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
} from './run-store.ts';
export { openSqliteStore } from './sqlite/sqlite-store.ts';
export type { Store } from './store.ts';
