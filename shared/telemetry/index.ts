export type { Counts, Dimensions } from './metric-line.ts';
export { type AuditFacts, logTelemetry, type Telemetry } from './telemetry.ts';
