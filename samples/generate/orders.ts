import { readFileSync } from 'node:fs';
import avsc from 'avsc';
import { singleObjectHeader } from '../../shared/contracts/index.ts';
import { seededRandom } from './random.ts';

/**
 * 200 records for `orders.created`: 187 distinct orders (12 written by version 1 of the contract), 8 records that break
 * the contract in eight ways, and 5 redeliveries, in one seeded order. DESIGN.md §10 says how a line reads.
 */
export function orderLines(): string[] {
  const random = seededRandom(20_261_121);
  const orders = Array.from({ length: 187 }, (_, index) => makeOrder(index, random));
  const first = orders.map(orderLine);
  const lines = shuffle([...first, ...brokenLines()], random);
  const again = shuffle(first, random)
    .slice(0, 5)
    .map(({ status: _, ...line }) => ({ ...line, expect: 'duplicate' }));
  return [...lines, ...again].map((line) => JSON.stringify(line));
}

type Line = { topic: string; key: string; headers: Record<string, string>; expect: string } & Record<string, unknown>;

type Order = {
  readonly index: number;
  readonly orderId: string;
  readonly customerId: string;
  readonly placedAt: number;
  readonly lines: readonly { sku: string; quantity: number; unitPriceCents: number }[];
  readonly totalCents: number;
  readonly currency: string;
  readonly channel: string;
  readonly paymentToken: string;
  readonly note: string | null;
};

// Which orders are special, by their index: everything else is fulfilled at the first try.
const WRITTEN_BY_VERSION_1 = (index: number) => index % 15 === 4 && index < 184;
const OUT_OF_STOCK = (index: number) => index % 16 === 7;
const WAREHOUSE_BUSY = (index: number) => index % 23 === 11;
const DECLINED = (index: number) => index % 20 === 13;
const SLOW = (index: number) => index % 14 === 9;

const PRODUCTS = [
  ['LAMP-OAK', 4_900],
  ['MUG-BLUE', 1_250],
  ['CHAIR-ASH', 12_900],
  ['RUG-WOOL', 24_500],
  ['VASE-CLAY', 3_400],
] as const;

function makeOrder(index: number, random: () => number): Order {
  const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const [sku, unitPriceCents] = choose(PRODUCTS, random);
    return { sku: `${skuPrefix(index)}${sku}`, quantity: 1 + Math.floor(random() * 4), unitPriceCents };
  });
  return {
    index,
    orderId: `order-${String(index + 1).padStart(4, '0')}`,
    customerId: `customer-${String(1 + Math.floor(random() * 60)).padStart(3, '0')}`,
    placedAt: Date.UTC(2026, 10, 2, 8) + Math.floor(index * 61_000 + random() * 30_000),
    lines,
    totalCents: lines.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0),
    currency: choose(['EUR', 'EUR', 'CHF', 'USD'], random),
    channel: choose(['WEB', 'WEB', 'STORE', 'PARTNER'], random),
    paymentToken: paymentToken(index),
    note: random() < 0.2 ? 'Please ring twice.' : null,
  };
}

function skuPrefix(index: number): string {
  if (OUT_OF_STOCK(index)) return 'SOLD-OUT-';
  return WAREHOUSE_BUSY(index) ? 'BUSY-' : '';
}

function paymentToken(index: number): string {
  if (DECLINED(index)) return 'tok_declined';
  return SLOW(index) ? 'tok_slow' : 'tok_visa';
}

function orderLine(order: Order): Line {
  const { index, orderId } = order;
  const status = OUT_OF_STOCK(index) || DECLINED(index) ? 'FAILED' : 'SUCCEEDED';
  const envelope = { topic: 'orders.created', key: orderId, headers: { 'event-id': `event-${orderId}` } };
  const body = WRITTEN_BY_VERSION_1(index) ? { base64: base64(version1(order)) } : { value: version2(order) };
  return { ...envelope, ...body, expect: 'started', status };
}

/** The JSON form of order.created@2. */
function version2({ index, placedAt, ...order }: Order) {
  return { ...order, placedAt: new Date(placedAt).toISOString() };
}

function version1({ orderId, customerId: customer, placedAt, lines, totalCents, paymentToken }: Order): Uint8Array {
  return encode(1, { orderId, customer, placedAt, lines, totalCents, paymentToken });
}

const PLAIN_ORDER = {
  orderId: 'order-9001',
  customerId: 'customer-001',
  placedAt: Date.UTC(2026, 10, 2, 9),
  lines: [{ sku: 'MUG-BLUE', quantity: 1, unitPriceCents: 1_250 }],
  totalCents: 1_250,
  currency: 'EUR',
  channel: 'WEB',
  paymentToken: 'tok_visa',
  note: null,
};

/** 2^60 as Avro writes a long: zigzag, then seven bits a byte. */
const TWO_TO_THE_60 = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);

/** Eight records that can never become an execution, each for another reason. */
function brokenLines(): Line[] {
  const sound = encode(2, PLAIN_ORDER);
  const broken: [name: string, bytes: Uint8Array, reason: string][] = [
    ['not-avro', Buffer.from('{"orderId":"order-9001"}'), 'not Avro'],
    ['unknown-writer', Uint8Array.from(sound, (byte, at) => (at === 5 ? byte ^ 0xff : byte)), 'unknown fingerprint'],
    ['truncated', sound.subarray(0, sound.length - 6), 'truncated'],
    ['trailing', Buffer.concat([sound, Buffer.from([0, 0, 0])]), 'trailing bytes'],
    ['no-such-symbol', forge('channel', 'int', 9), '/channel'],
    ['no-such-branch', forge('note', ['null', 'string', 'int'], 1), '/note'],
    ['too-long', forge('totalCents', { type: 'fixed', name: 'Huge', size: 9 }, TWO_TO_THE_60), '/totalCents'],
    ['no-such-year', forge('placedAt', 'long', Date.UTC(12_026, 0)), '/placedAt'],
  ];
  return broken.map(([name, bytes, reason]) => ({
    topic: 'orders.created',
    key: `broken-${name}`,
    headers: { 'event-id': `event-broken-${name}` },
    base64: base64(bytes),
    expect: 'dead-letter',
    reason,
  }));
}

type Schema = { fields: { name: string; type: unknown }[] };

const readSchema = (version: number): Schema =>
  JSON.parse(readFileSync(new URL(`../../schemas/order.created/${version}.avsc`, import.meta.url), 'utf8'));

function encode(version: number, value: unknown): Uint8Array {
  return withHeader(version, readSchema(version), value);
}

/** An order of version 2, as it claims, in which one field was written by another type. */
function forge(field: string, type: unknown, value: unknown): Uint8Array {
  const schema = readSchema(2);
  const fields = schema.fields.map((each) => (each.name === field ? { name: field, type } : each));
  return withHeader(2, { ...schema, fields }, { ...PLAIN_ORDER, [field]: value });
}

function withHeader(version: number, writer: Schema, value: unknown): Uint8Array {
  const body = avsc.Type.forSchema(writer as avsc.Schema, { wrapUnions: 'never' }).toBuffer(value);
  return Buffer.concat([singleObjectHeader(JSON.stringify(readSchema(version))), body]);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function choose<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** Fisher and Yates. */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
  }
  return shuffled;
}
