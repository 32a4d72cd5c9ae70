import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FixedType, PlainType } from './avro-type.ts';
import { dateText, dayOf } from './calendar.ts';
import { Misread, Miswrite } from './misfit.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { type Raw, scalarOf } from './scalar.ts';

const scalar = (type: string, logicalType?: string, rest: object = {}) =>
  scalarOf(parseAvroSchema(JSON.stringify({ type, logicalType, ...rest })) as PlainType | FixedType);

const DAY_MS = 86_400_000;

test("calendar - agrees with JavaScript's own", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
      const date = new Date(day * DAY_MS);
      expect(dateText(day)).toBe(date.toISOString().slice(0, 10));
      expect(dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
    }),
  );
});

test.each<[type: string, logical: string, rest: object, raw: Raw, json: string]>([
  ['int', 'date', {}, -1, '1969-12-31'],
  ['int', 'time-millis', {}, 86_399_999, '23:59:59.999'],
  ['long', 'time-micros', {}, 1, '00:00:00.000001'],
  ['long', 'timestamp-millis', {}, -1, '1969-12-31T23:59:59.999Z'],
  ['long', 'timestamp-micros', {}, -62_167_219_200_000_000n, '0000-01-01T00:00:00.000000Z'],
  ['long', 'timestamp-micros', {}, 253_402_300_799_999_999n, '9999-12-31T23:59:59.999999Z'],
  ['long', 'timestamp-nanos', {}, 2n ** 63n - 1n, '2262-04-11T23:47:16.854775807Z'],
  ['long', 'timestamp-nanos', {}, -(2n ** 63n), '1677-09-21T00:12:43.145224192Z'],
  ['long', 'local-timestamp-millis', {}, 0, '1970-01-01T00:00:00.000'],
  ['bytes', 'decimal', { precision: 4, scale: 2 }, Uint8Array.of(0xff), '-0.01'],
  [
    'bytes',
    'decimal',
    { precision: 30, scale: 1 },
    Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    '7205759403792793.5',
  ],
  [
    'fixed',
    'duration',
    { name: 'D', size: 12 },
    Uint8Array.of(1, 0, 0, 0, 15, 0, 0, 0, 0xb2, 0x0c, 0, 0),
    'P1M15DT3.250S',
  ],
])('scalar - %s %s %j of %s', (type, logical, rest, raw, json) => {
  const { toJson, fromJson, schema } = scalar(type, logical, rest);
  expect(toJson(raw)).toBe(json);
  expect(plain(fromJson(json))).toEqual(plain(raw));
  expect(json).toMatch(new RegExp(String(schema.pattern)));
});

/** Bytes as a list, whatever class holds them. */
const plain = (raw: Raw) => (raw instanceof Uint8Array ? [...raw] : raw);

test.each([
  ['long', 'timestamp-millis', '2026-11-21T10:15:30Z'],
  ['long', 'timestamp-millis', '2026-11-21T10:15:30.1Z'],
  ['long', 'local-timestamp-micros', '2024-02-29T00:00:00'],
  ['long', 'time-micros', '10:15:30'],
])('scalar - %s %s takes fewer digits: %s', (type, logical, text) => {
  const { schema, fromJson } = scalar(type, logical);
  expect(text).toMatch(new RegExp(String(schema.pattern)));
  expect(() => fromJson(text)).not.toThrow();
});

test.each([
  ['int', 'date', {}, '2023-02-29'],
  ['int', 'date', {}, '1900-02-29'],
  ['int', 'date', {}, '2026-1-01'],
  ['int', 'date', {}, '10000-01-01'],
  ['int', 'time-millis', {}, '24:00:00'],
  ['int', 'time-millis', {}, '10:15:30.1234'],
  ['long', 'timestamp-millis', {}, '2026-11-21T10:15:30+01:00'],
  ['long', 'timestamp-millis', {}, '2026-11-21 10:15:30Z'],
  ['long', 'timestamp-millis', {}, '2026-11-21T10:15:30'],
  ['long', 'local-timestamp-millis', {}, '2026-11-21T10:15:30Z'],
  ['bytes', 'decimal', { precision: 4, scale: 2 }, '1.5'],
  ['bytes', 'decimal', { precision: 4, scale: 2 }, '100.00'],
  ['bytes', 'decimal', { precision: 4, scale: 2 }, '-0.00'],
  ['bytes', 'decimal', { precision: 4, scale: 2 }, '01.00'],
  ['bytes', undefined, {}, 'QQ'],
  ['bytes', undefined, {}, 'QR=='],
  ['fixed', undefined, { name: 'F', size: 2 }, 'QQ=='],
  ['string', 'uuid', {}, 'x'],
  ['fixed', 'duration', { name: 'D', size: 12 }, 'P1M'],
  ['double', undefined, {}, 'nan'],
] as const)('scalar - %s %s %j has no form %s', (type, logical, rest, text) => {
  const { schema, fromJson } = scalar(type, logical, rest);
  expect(() => fromJson(text)).toThrow(Miswrite);
  if (schema.pattern !== undefined) expect(text).not.toMatch(new RegExp(String(schema.pattern)));
});

test.each<[type: string, logical: string, rest: object, raw: Raw]>([
  ['int', 'date', {}, 2_932_897],
  ['int', 'time-millis', {}, 86_400_000],
  ['int', 'time-millis', {}, -1],
  ['long', 'timestamp-millis', {}, 253_402_300_800_000],
  ['bytes', 'decimal', { precision: 2, scale: 1 }, Uint8Array.of(100)],
  ['string', 'uuid', {}, 'x'],
])('scalar - %s %s %j: JSON has no form for %s', (type, logical, rest, raw) => {
  expect(() => scalar(type, logical, rest).toJson(raw)).toThrow(Misread);
});

test('scalar - an instant that 64 bits of nanoseconds cannot hold is refused', () => {
  expect(() => scalar('long', 'timestamp-nanos').fromJson('2262-04-12T00:00:00Z')).toThrow(Miswrite);
});
