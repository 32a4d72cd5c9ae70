import { expect, test } from 'vitest';
import { identityOf, identityText, type RecordIdentity } from './identity.ts';
import type { IngressRecord } from './ingress-record.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const record: IngressRecord = {
  source: 'kafka',
  topic: 'orders.created',
  partition: 2,
  offset: 17,
  timestamp: 0,
  key: null,
  value: bytes('{}'),
  headers: [
    ['event-id', bytes('first')],
    ['event-id', bytes('last')],
    ['empty', bytes('')],
    ['not-text', Uint8Array.of(0xff)],
  ],
};
const value = { id: 7, ok: false, none: null, nothing: '', half: '\ud800', list: ['a', { 'x/y~z': 'deep' }] };

const header = (name: string): RecordIdentity => ({ kind: 'header', name });
const pointer = (at: string): RecordIdentity => ({ kind: 'pointer', pointer: at });

const identities: readonly (readonly [RecordIdentity, string | null])[] = [
  [{ kind: 'offset' }, '2-17'],
  [header('event-id'), 'last'],
  [header('missing'), null],
  [header('empty'), null],
  [header('not-text'), null],
  [pointer('/id'), '7'],
  [pointer('/ok'), 'false'],
  [pointer('/list/0'), 'a'],
  [pointer('/list/1/x~1y~0z'), 'deep'],
  [pointer('/none'), null],
  [pointer('/nothing'), null],
  [pointer('/half'), null],
  [pointer('/list'), null],
  [pointer('/id/deeper'), null],
  [pointer('/constructor/name'), null],
];

test.each(identities.map(([identity, found]) => [identityText(identity), found, identity] as const))(
  'identity - of %s is %s',
  (_text, found, identity) => {
    expect(identityOf(identity, record, value)).toBe(found);
  },
);

test('identity - an event is told by its id and source, whatever carries it', () => {
  const headers = [
    ['ce_specversion', bytes('1.0')],
    ['ce_id', bytes('evt 1')],
    ['ce_source', bytes('urn:shop')],
    ['ce_type', bytes('order.created')],
  ] as const;
  const structured = { specversion: '1.0', id: 'evt 1', source: 'urn:shop', type: 'order.created', data: {} };
  const contentType = [['content-type', bytes('application/cloudevents+json')]] as const;
  const event: RecordIdentity = { kind: 'cloudevents' };
  const identify = (given: Partial<IngressRecord>) => identityOf(event, { ...record, ...given }, null);
  expect(identify({ headers })).toBe('evt 1 urn:shop');
  expect(identify({ headers: contentType, value: bytes(JSON.stringify(structured)) })).toBe('evt 1 urn:shop');
  const spaced = JSON.stringify({ ...structured, source: 'urn: shop' });
  expect(identify({ headers: contentType, value: bytes(spaced) })).toBe(null);
  expect(identify({})).toBe(null);
  expect(identify({ headers, value: null })).toBe(null);
});
