import { expect, test } from 'vitest';
import { tell } from '../../functions/kafka-ingress/tell.ts';
import { logTelemetry } from '../../shared/telemetry/index.ts';
import { readAuditLine } from './audit-line.ts';

type Told = Parameters<typeof tell>;

/** What the ingress function prints for one decision, read back. */
function readBack(decision: object, outcome: string) {
  const printed: string[] = [];
  const logger = { info: (message: string, facts: object) => printed.push(JSON.stringify({ message, ...facts })) };
  const door = {
    trigger: { topic: 'orders.created', identity: { kind: 'offset' }, generation: 1 },
    contract: { id: 'order.created@2', fingerprint: 'f' },
  };
  const outcomes = new Map([[decision, outcome]]);
  const telemetry = { ...logTelemetry(logger as never), count: () => {} };
  tell(door as never, [decision] as never, outcomes as unknown as Told[2], 'order-fulfilment', telemetry);
  return printed.map(readAuditLine);
}

const record = (offset: number) => ({ topic: 'orders.created', partition: 3, offset });
const start = { type: 'start', name: 'e1', records: [record(4), record(5), record(6)] };
const place = { workflow: 'order-fulfilment', topic: 'orders.created', partition: 3, first: 4 };

test.each([
  ['started', 'started', null, null],
  ['duplicate', 'startedBefore', null, null],
  ['clash', 'rejected', 'name-clash', expect.stringContaining('e1')],
])('audit line - what the ingress function says of a batch is read: %s', (outcome, read, errorClass, reason) => {
  expect(readBack(start, outcome)).toEqual([
    { ...place, last: 6, outcome: read, executionName: 'e1', errorClass, reason },
  ]);
});

test('audit line - what it says of a rejected record is read', () => {
  const rejection = { errorClass: 'undecodable', message: 'No JSON.' };
  expect(readBack({ type: 'reject', record: record(4), rejection }, 'rejected')).toEqual([
    { ...place, last: 4, outcome: 'rejected', executionName: null, errorClass: 'undecodable', reason: 'No JSON.' },
  ]);
});

test('audit line - a record that comes again has no outcome yet', () => {
  expect(readBack(start, 'handed-back')).toEqual([null]);
});
