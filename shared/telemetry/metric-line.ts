/** What was counted, by metric name: `{ExecutionsStarted: 3}`. */
export type Counts = Readonly<Record<string, number>>;

/** By what it is counted: `{workflow: 'order-fulfilment'}`. Each combination is a metric of its own, so few values. */
export type Dimensions = Readonly<Record<string, string>>;

const NAMESPACE = 'Baton';

/**
 * A log line that CloudWatch turns into metrics by itself. `at` is in milliseconds since the epoch.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine(counts: Counts, dimensions: Dimensions, at: number): string {
  const metrics = Object.keys(counts).map((name) => ({ Name: name, Unit: 'Count' }));
  const directive = { Namespace: NAMESPACE, Dimensions: [Object.keys(dimensions)], Metrics: metrics };
  return JSON.stringify({ _aws: { Timestamp: at, CloudWatchMetrics: [directive] }, ...dimensions, ...counts });
}
