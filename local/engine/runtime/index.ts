export { Activities } from './activities.ts';
export { ActivityQueue, type OfferedTask } from './activity-queue.ts';
export { Aliases, type AliasView, type RouteRequest } from './aliases.ts';
export { type ArnSetting, arnSetting, mapRunLabel } from './arns.ts';
export { realClock, skippingClock } from './clock.ts';
export { EngineClosedError, RequestRefusedError, refusal } from './errors.ts';
export {
  type DescribedExecution,
  Executions,
  type ExecutionView,
  type HistoryQuery,
  type Started,
} from './executions.ts';
export type { MachineSettings } from './machine-settings.ts';
export { MapRuns, type MapRunView } from './map-runs.ts';
export type {
  Clock,
  EndedExecution,
  EngineLog,
  FindIntegration,
  HttpExchange,
  HttpRequest,
  InvokeTask,
  TaskFailure,
  TaskIntegration,
  TaskOutcome,
  TaskSetting,
  TestCases,
} from './ports.ts';
export { Programs } from './programs.ts';
export { type NewSeed, RunLoop } from './run-loop.ts';
export { StateMachines, settingsOf } from './state-machines.ts';
export { Tagging } from './tagging.ts';
export { TaskTokens } from './task-tokens.ts';
export { Versions } from './versions.ts';
