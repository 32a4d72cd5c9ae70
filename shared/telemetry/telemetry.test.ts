import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { countViolations } from './count-violations.ts';
import { type Counts, type Dimensions, logTelemetry } from './telemetry.ts';

const MODULE = fileURLToPath(new URL('telemetry.ts', import.meta.url));

/** What a process of its own prints, since metrics go to its standard output. */
function printedBy(counts: Counts, dimensions: Dimensions): readonly unknown[] {
  const call = `logTelemetry().count(${JSON.stringify(counts)}, ${JSON.stringify(dimensions)})`;
  const script = `const { logTelemetry } = await import(${JSON.stringify(MODULE)}); ${call};`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    // As in Lambda: what Powertools leaves out under a test runner is there.
    env: { PATH: process.env.PATH },
  });
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

test('telemetry - metrics are one line in the embedded metric format', () => {
  const dimensions = { workflow: 'order-fulfilment', topic: 'orders.created' };
  expect(printedBy({ ExecutionsStarted: 3, Duplicates: 1 }, dimensions)).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Baton',
            Dimensions: [['service', 'workflow', 'topic']],
            Metrics: [
              { Name: 'ExecutionsStarted', Unit: 'Count' },
              { Name: 'Duplicates', Unit: 'Count' },
            ],
          },
        ],
      },
      service: 'baton',
      ...dimensions,
      ExecutionsStarted: 3,
      Duplicates: 1,
    },
  ]);
});

test('telemetry - an audit line says what was done, and to what', () => {
  const lines: unknown[] = [];
  const telemetry = logTelemetry({ info: (...line) => lines.push(line) });
  telemetry.audit('execution started', { execution: 'orders-created_1_7', offset: 7 });
  expect(lines).toEqual([['execution started', { audit: { execution: 'orders-created_1_7', offset: 7 } }]]);
});

test('telemetry - values that break a contract are counted by subject, version, direction and place', () => {
  const counted: unknown[] = [];
  const at = { workflow: 'order-fulfilment', state: 'Summarise' };
  const count = (...line: unknown[]) => counted.push(line);
  countViolations({ count }, 2, { contract: 'order.summary@1', direction: 'output', at });
  expect(counted).toEqual([
    [{ ContractViolations: 2 }, { subject: 'order.summary', version: '1', direction: 'output', ...at }],
  ]);
});
