import { expect, test } from 'vitest';
import { logTelemetry } from './telemetry.ts';

const AT = 1_700_000_000_000;

test('telemetry - metrics are one line in the embedded metric format', () => {
  const lines: string[] = [];
  const telemetry = logTelemetry(
    { info: () => {} },
    (line) => lines.push(line),
    () => AT,
  );
  telemetry.count({ ExecutionsStarted: 3, Duplicates: 1 }, { workflow: 'order-fulfilment', topic: 'orders.created' });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: AT,
        CloudWatchMetrics: [
          {
            Namespace: 'Baton',
            Dimensions: [['workflow', 'topic']],
            Metrics: [
              { Name: 'ExecutionsStarted', Unit: 'Count' },
              { Name: 'Duplicates', Unit: 'Count' },
            ],
          },
        ],
      },
      workflow: 'order-fulfilment',
      topic: 'orders.created',
      ExecutionsStarted: 3,
      Duplicates: 1,
    },
  ]);
});

test('telemetry - an audit line says what was done, and to what', () => {
  const lines: unknown[] = [];
  const telemetry = logTelemetry(
    { info: (...line) => lines.push(line) },
    () => {},
    () => AT,
  );
  telemetry.audit('execution started', { execution: 'orders-created_1_7', offset: 7 });
  expect(lines).toEqual([['execution started', { audit: { execution: 'orders-created_1_7', offset: 7 } }]]);
});
