import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Facts about an event, never any of its payload. */
export type AuditFacts = Readonly<Record<string, string | number | null>>;

/** What was counted, by metric name: `{ExecutionsStarted: 3}`. */
export type Counts = Readonly<Record<string, number>>;

/** By what it is counted: `{workflow: 'order-fulfilment'}`. Each combination is a metric of its own, so few values. */
export type Dimensions = Readonly<Record<string, string>>;

/** What a function says of its work: one line per thing done, one per invocation with what was counted. */
export interface Telemetry {
  /** A line of the audit log: what was done (`execution started`), and to what. */
  audit(done: string, facts: AuditFacts): void;
  count(counts: Counts, dimensions: Dimensions): void;
}

/** One name for all of Baton's functions: log queries need not know which functions there are. */
const SERVICE = 'baton';
const NAMESPACE = 'Baton';

type MetricSink = Pick<Metrics, 'addDimension' | 'addMetric' | 'publishStoredMetrics'>;

/**
 * JSON lines on standard output, those of metrics in CloudWatch's embedded metric format. The level comes from
 * `POWERTOOLS_LOG_LEVEL` or Lambda's own setting.
 */
export function logTelemetry(
  logger: Pick<Logger, 'info'> = new Logger({ serviceName: SERVICE }),
  metrics: MetricSink = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE }),
): Telemetry {
  return {
    audit: (done, facts) => logger.info(done, { audit: facts }),
    count(counts, dimensions) {
      for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
      for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
      metrics.publishStoredMetrics();
    },
  };
}
