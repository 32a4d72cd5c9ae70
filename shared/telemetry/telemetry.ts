import { Logger } from '@aws-lambda-powertools/logger';
import { type Counts, type Dimensions, metricLine } from './metric-line.ts';

/** Facts about an event, never any of its payload. */
export type AuditFacts = Readonly<Record<string, string | number | null>>;

/** What a function says of its work: one line per thing done, one per invocation with what was counted. */
export interface Telemetry {
  /** A line of the audit log: what was done (`execution started`), and to what. */
  audit(done: string, facts: AuditFacts): void;
  count(counts: Counts, dimensions: Dimensions): void;
}

/** One name for all of Baton's functions: log queries need not know which functions there are. */
const SERVICE = 'baton';

/** JSON lines on standard output. The level comes from `POWERTOOLS_LOG_LEVEL` or Lambda's own setting. */
export function logTelemetry(
  logger: Pick<Logger, 'info'> = new Logger({ serviceName: SERVICE }),
  // Not the console: Lambda's runtime puts words before its lines, and a metric line must be JSON alone.
  write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
  now: () => number = Date.now,
): Telemetry {
  return {
    audit: (done, facts) => logger.info(done, { audit: facts }),
    count: (counts, dimensions) => write(metricLine(counts, dimensions, now())),
  };
}
