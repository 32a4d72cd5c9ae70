/**
 * How a value of a plain or fixed type looks in JSON: one row per Avro type and logical type.
 *
 * I1. `fromJson(toJson(raw))` is raw, for every raw value that JSON has a form for. (0 and −0 are one number.)
 * I2. What `toJson` gives fits `schema`, and what fits `schema` is taken by `fromJson`, but for instants, times and
 *     durations that their 32 or 64 bits cannot hold and text that is no Unicode.
 */
import type { FixedType, LogicalType, PlainType, Precision } from './avro-type.ts';
import { asBuffer, BASE64_PATTERN, base64PatternOf, fromBase64, toBase64 } from './base64.ts';
import { DATE_PATTERN, dateText, parseDate, parseTime, timePattern, timeText } from './calendar.ts';
import { decimalPattern, decimalText, parseDecimal } from './decimal.ts';
import { DURATION_PATTERN, durationBytes, durationText } from './duration.ts';
import { Misread, Miswrite } from './misfit.ts';

/** What lies in the bytes: a long is a bigint where it is no safe integer, bytes may be a window on the record's. */
export type Raw = null | boolean | number | bigint | string | Uint8Array;

export type JsonSchema = { readonly [keyword: string]: unknown };

export type Scalar = {
  readonly schema: JsonSchema;
  /** Throws `Misread` for what JSON has no form for. */
  readonly toJson: (raw: Raw) => unknown;
  /** Throws `Miswrite` for what is no form of this type. */
  readonly fromJson: (value: unknown) => Raw;
  /** `toJson` changes nothing. */
  readonly plain?: boolean;
};

export const scalarOf = (type: PlainType | FixedType): Scalar =>
  type.logical === null ? plainScalar(type) : logicalScalar(type.logical, type);

const MAX_FLOAT = 3.4028234663852886e38;
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];

const NULL: Scalar = {
  schema: { type: 'null' },
  plain: true,
  toJson: (raw) => raw,
  fromJson: (value) => {
    if (value !== null) throw new Miswrite('null', value);
    return value;
  },
};

const BOOLEAN: Scalar = {
  schema: { type: 'boolean' },
  plain: true,
  toJson: (raw) => raw,
  fromJson: (value) => {
    if (typeof value !== 'boolean') throw new Miswrite('a boolean', value);
    return value;
  },
};

const INT = integer(-(2 ** 31), 2 ** 31 - 1);
const LONG: Scalar = {
  ...integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  plain: false,
  toJson: (raw) => {
    if (typeof raw === 'bigint') throw new Misread('not in range', 'a long beyond ±(2^53 − 1), which JSON would round');
    return raw;
  },
};
const FLOAT = floating({ type: 'number', minimum: -MAX_FLOAT, maximum: MAX_FLOAT }, MAX_FLOAT);
const DOUBLE = floating({ type: 'number' }, Number.MAX_VALUE);

const STRING: Scalar = {
  schema: { type: 'string' },
  plain: true,
  toJson: (raw) => raw,
  fromJson: (value) => {
    const text = textOf(value, 'a string');
    if (!text.isWellFormed()) throw new Miswrite('a string of Unicode', value);
    return text;
  },
};

const BYTES: Scalar = {
  schema: { type: 'string', contentEncoding: 'base64', pattern: BASE64_PATTERN },
  toJson: (raw) => toBase64(raw as Uint8Array),
  fromJson: (value) => fromBase64(textOf(value, 'base64')),
};

const PLAIN_SCALARS = {
  null: NULL,
  boolean: BOOLEAN,
  int: INT,
  long: LONG,
  float: FLOAT,
  double: DOUBLE,
  string: STRING,
  bytes: BYTES,
} as const satisfies Record<PlainType['kind'], Scalar>;

const plainScalar = (type: PlainType | FixedType): Scalar =>
  type.kind === 'fixed' ? fixed(type.size) : PLAIN_SCALARS[type.kind];

function logicalScalar(logical: LogicalType, type: PlainType | FixedType): Scalar {
  const size = type.kind === 'fixed' ? type.size : undefined;
  switch (logical.name) {
    case 'decimal':
      return decimal(logical.precision, logical.scale, size);
    case 'uuid':
      return size === undefined ? UUID_TEXT : UUID_BYTES;
    case 'duration':
      return DURATION;
    case 'date':
      return DATE;
    case 'time-millis':
      return time(3);
    case 'time-micros':
      return time(6);
    default:
      return instant(
        DIGITS[logical.name.slice(logical.name.lastIndexOf('-') + 1) as Precision],
        logical.name.startsWith('local-') ? '' : 'Z',
      );
  }
}

const DIGITS = { millis: 3, micros: 6, nanos: 9 } as const satisfies Record<Precision, number>;

function integer(minimum: number, maximum: number): Scalar {
  return {
    schema: { type: 'integer', minimum, maximum },
    plain: true,
    toJson: (raw) => raw,
    fromJson: (value) => {
      if (Number.isInteger(value) && minimum <= Number(value) && Number(value) <= maximum) return value as number;
      throw new Miswrite(`an integer from ${minimum} to ${maximum}`, value);
    },
  };
}

function floating(finite: JsonSchema, most: number): Scalar {
  return {
    schema: { anyOf: [finite, { enum: NOT_FINITE }] },
    toJson: (raw) => (Number.isFinite(raw) ? raw : String(raw)),
    fromJson: (value) => {
      if (typeof value === 'number' && Math.abs(value) <= most) return value;
      if (NOT_FINITE.includes(value as string)) return Number(value);
      throw new Miswrite('a number, NaN, Infinity or -Infinity', value);
    },
  };
}

function fixed(size: number): Scalar {
  return {
    schema: { type: 'string', contentEncoding: 'base64', pattern: base64PatternOf(size) },
    toJson: (raw) => toBase64(raw as Uint8Array),
    fromJson: (value) => {
      const bytes = fromBase64(textOf(value, 'base64'));
      if (bytes.length !== size) throw new Miswrite(`base64 of ${size} bytes`, value);
      return bytes;
    },
  };
}

function decimal(precision: number, scale: number, size?: number): Scalar {
  const pattern = decimalPattern(precision, scale);
  const expression = new RegExp(pattern);
  return {
    schema: { type: 'string', format: 'decimal', pattern },
    toJson: (raw) => decimalText(raw as Uint8Array, precision, scale),
    fromJson: (value) => parseDecimal(textOf(value, 'a decimal'), expression, size),
  };
}

const UUID_PATTERN = '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
const UUID_SCHEMA: JsonSchema = { type: 'string', format: 'uuid', pattern: UUID_PATTERN };

const HYPHEN = 0x2d;
const isHyphenPlace = (at: number): boolean => at === 8 || at === 13 || at === 18 || at === 23;

/** By hand: every record may have several, and an expression takes three times as long. */
function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let at = 0; at < 36; at++) {
    const code = text.charCodeAt(at);
    if (isHyphenPlace(at) ? code !== HYPHEN : !isHexDigit(code)) return false;
  }
  return true;
}

/** 0–9, then a–f in either case. */
const isHexDigit = (code: number): boolean => (code - 48) >>> 0 < 10 || ((code | 32) - 97) >>> 0 < 6;

const UUID_TEXT: Scalar = {
  schema: UUID_SCHEMA,
  toJson: (raw) => {
    if (!isUuid(raw as string)) throw new Misread('not in range', 'a text that is no UUID');
    return raw;
  },
  fromJson: (value) => {
    if (!isUuid(textOf(value, 'a UUID'))) throw new Miswrite('a UUID', value);
    return value as string;
  },
};

const UUID_BYTES: Scalar = {
  schema: UUID_SCHEMA,
  toJson: (raw) =>
    asBuffer(raw as Uint8Array)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  fromJson: (value) => Buffer.from((UUID_TEXT.fromJson(value) as string).replaceAll('-', ''), 'hex'),
};

const DURATION: Scalar = {
  schema: { type: 'string', format: 'duration', pattern: DURATION_PATTERN },
  toJson: (raw) => durationText(raw as Uint8Array),
  fromJson: (value) => durationBytes(textOf(value, 'a duration')),
};

const DATE: Scalar = {
  schema: { type: 'string', format: 'date', pattern: `^${DATE_PATTERN}$` },
  toJson: (raw) => dateText(raw as number),
  fromJson: (value) => parseDate(textOf(value, 'a date')),
};

const SECONDS_A_DAY = 86_400;

function time(digits: number): Scalar {
  const ticksADay = SECONDS_A_DAY * 10 ** digits;
  return {
    schema: { type: 'string', format: 'local-time', pattern: `^${timePattern(digits)}$` },
    toJson: (raw) => {
      if (!(Number(raw) >= 0 && Number(raw) < ticksADay)) throw new Misread('not in range', 'a time outside the day');
      return timeText(Number(raw), digits);
    },
    fromJson: (value) => parseTime(textOf(value, 'a time'), digits),
  };
}

/** An instant in UTC, `zone` Z, or a local one without. Writes all digits, takes fewer. */
function instant(digits: number, zone: 'Z' | ''): Scalar {
  const format = zone === 'Z' ? 'date-time' : 'local-date-time';
  const ticksADay = SECONDS_A_DAY * 10 ** digits;
  const expected =
    zone === 'Z' ? 'an instant in UTC, 2026-11-21T10:15:30.5Z' : 'a local instant, 2026-11-21T10:15:30.5';
  return {
    schema: { type: 'string', format, pattern: `^${DATE_PATTERN}T${timePattern(digits)}${zone}$` },
    toJson: (raw) => {
      const [day, ticks] = divide(raw as number | bigint, ticksADay);
      return `${dateText(day)}T${timeText(ticks, digits)}${zone}`;
    },
    fromJson: (value) => {
      const text = textOf(value, expected);
      if (text[10] !== 'T' || !text.endsWith(zone)) throw new Miswrite(expected, value);
      const day = parseDate(text.slice(0, 10));
      const ticks = parseTime(text.slice(11, text.length - zone.length), digits);
      return multiply(day, ticksADay, ticks, value);
    },
  };
}

function divide(raw: number | bigint, ticksADay: number): readonly [day: number, ticks: number] {
  if (typeof raw === 'number') {
    const day = Math.floor(raw / ticksADay);
    return [day, raw - day * ticksADay];
  }
  const divisor = BigInt(ticksADay);
  const rest = ((raw % divisor) + divisor) % divisor;
  return [Number((raw - rest) / divisor), Number(rest)];
}

function multiply(day: number, ticksADay: number, ticks: number, value: unknown): number | bigint {
  const number = day * ticksADay + ticks;
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(day) * BigInt(ticksADay) + BigInt(ticks);
  if (BigInt.asIntN(64, exact) !== exact) throw new Miswrite('an instant that 64 bits can hold', value);
  return exact;
}

function textOf(value: unknown, expected: string): string {
  if (typeof value === 'string') return value;
  throw new Miswrite(expected, value);
}
