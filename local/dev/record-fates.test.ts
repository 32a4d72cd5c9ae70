import { expect, test } from 'vitest';
import { openDevDatabase } from './dev-database.ts';
import { RecordFates } from './record-fates.ts';

/** A line as the ingress function's logger writes it. */
function auditLine(message: string, audit: Record<string, unknown>): string {
  const place = { workflow: 'orders', topic: 'orders.created', partition: 0, offset: 0 };
  return `${JSON.stringify({ level: 'INFO', message, service: 'baton', audit: { ...place, ...audit } })}\n`;
}

function fatesOf(...lines: readonly string[]): RecordFates {
  const fates = new RecordFates(openDevDatabase(null));
  for (const line of lines) fates.note(line);
  fates.flush();
  return fates;
}

const started = { outcome: 'started', workflow: 'orders', executionName: 'e1', errorClass: null, reason: null };

test('record fates - a record leads to its execution and back', () => {
  const fates = fatesOf(auditLine('execution started', { execution: 'e1', offset: 7 }));
  expect(fates.of('orders.created', 0, 7)).toEqual(started);
  expect(fates.startersOf('orders', 'e1')).toEqual([{ topic: 'orders.created', partition: 0, first: 7, last: 7 }]);
  expect(fates.of('orders.created', 0, 8)).toBeNull();
  expect(fates.of('orders.created', 1, 7)).toBeNull();
});

test('record fates - a second record of the same execution is a duplicate (I1)', () => {
  const fates = fatesOf(
    auditLine('execution started', { execution: 'e1', offset: 7 }),
    auditLine('execution was started before', { execution: 'e1', offset: 9 }),
  );
  expect(fates.of('orders.created', 0, 9)).toEqual({ ...started, outcome: 'duplicate' });
});

test('record fates - a record that is delivered again keeps its fate (I1)', () => {
  const again = auditLine('execution was started before', { execution: 'e1', offset: 7 });
  const fates = fatesOf(auditLine('execution started', { execution: 'e1', offset: 7 }), again);
  expect(fates.of('orders.created', 0, 7)).toEqual(started);
  expect(fatesOf(again).of('orders.created', 0, 7)).toEqual(started);
});

test('record fates - a batch stands for its records, but for those that were rejected', () => {
  const rejected = { offset: 12, errorClass: 'undecodable', reason: 'No JSON.' };
  const fates = fatesOf(
    auditLine('record rejected', rejected),
    auditLine('execution started', { execution: 'e1', offset: 10, last: 20 }),
  );
  expect(fates.of('orders.created', 0, 10)).toEqual(started);
  expect(fates.of('orders.created', 0, 15)).toEqual(started);
  expect(fates.of('orders.created', 0, 20)).toEqual(started);
  expect(fates.of('orders.created', 0, 21)).toBeNull();
  expect(fates.of('orders.created', 0, 12)).toEqual({
    outcome: 'rejected',
    workflow: 'orders',
    executionName: null,
    errorClass: 'undecodable',
    reason: 'No JSON.',
  });
});

test.each([
  ['not JSON', 'hello, "audit"\n'],
  ['JSON of another kind', '{"message":"hello"}\n'],
  ['records that come again', auditLine('handed back', {})],
  ['no place', '{"message":"execution started","audit":{"workflow":"orders"}}\n'],
])('record fates - other output is passed over: %s', (_what, line) => {
  expect(fatesOf(line).of('orders.created', 0, 0)).toBeNull();
});
