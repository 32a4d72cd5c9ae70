export { countViolations, type ViolatedAt } from './count-violations.ts';
export { type AuditFacts, type Counts, type Dimensions, logTelemetry, type Telemetry } from './telemetry.ts';
