/**
 * How a value of a plain or fixed type looks in JSON: one row per Avro type and logical type.
 *
 * I1. `fromJson(toJson(raw))` is raw, for every raw value that JSON has a form for. (0 and −0 are one number.)
 * I2. What `toJson` gives fits `schema`, and what fits `schema` is taken by `fromJson`, but for instants, times and
 *     durations that their 32 or 64 bits cannot hold and text that is no Unicode.
 * I3. `write` writes what `JSON.stringify` makes of what `toJson` gives, and throws what it throws.
 */
import { digitsOf, type FixedType, type LogicalType, type PlainType, zoneOf } from './avro-type.ts';
import { asBuffer, BASE64_PATTERN, base64PatternOf, fromBase64 } from './base64.ts';
import { DATE_PATTERN, parseDate, parseTime, timePattern, writeDate, writeInstant, writeTime } from './calendar.ts';
import { decimalPattern, parseDecimal, signedOf, writeDecimal } from './decimal.ts';
import { DURATION_PATTERN, durationBytes, durationText } from './duration.ts';
import { Misread, Miswrite } from './misfit.ts';
import { type TextWriter, textOf } from './text-writer.ts';
import { writeFloat } from './write-float.ts';

/** What lies in the bytes: a long is a bigint where it is no safe integer, bytes may be a window on the record's. */
export type Raw = null | boolean | number | bigint | string | Uint8Array;

export type JsonSchema = { readonly [keyword: string]: unknown };

export type Scalar = {
  readonly schema: JsonSchema;
  /** Throws `Misread` for what JSON has no form for. */
  readonly toJson: (raw: Raw) => unknown;
  readonly write: (to: TextWriter, raw: Raw) => void;
  /** Throws `Miswrite` for what is no form of this type. */
  readonly fromJson: (value: unknown) => Raw;
  /** `toJson` changes nothing. */
  readonly plain?: boolean;
};

export const scalarOf = (type: PlainType | FixedType): Scalar =>
  type.logical === null ? plainScalar(type) : logicalScalar(type.logical, type);

const QUOTE = 0x22;
const MAX_FLOAT = 3.4028234663852886e38;
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];

const NULL: Scalar = {
  schema: { type: 'null' },
  plain: true,
  toJson: (raw) => raw,
  write: (to) => to.ascii('null'),
  fromJson: (value) => {
    if (value !== null) throw new Miswrite('null', value);
    return value;
  },
};

const BOOLEAN: Scalar = {
  schema: { type: 'boolean' },
  plain: true,
  toJson: (raw) => raw,
  write: (to, raw) => to.ascii(raw === true ? 'true' : 'false'),
  fromJson: (value) => {
    if (typeof value !== 'boolean') throw new Miswrite('a boolean', value);
    return value;
  },
};

const INT = integer(-(2 ** 31), 2 ** 31 - 1);
const LONG: Scalar = {
  ...integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  plain: false,
  toJson: safeLong,
  write: (to, raw) => to.integer(safeLong(raw)),
};
const FLOAT = floating({ type: 'number', minimum: -MAX_FLOAT, maximum: MAX_FLOAT }, MAX_FLOAT);
const DOUBLE = floating({ type: 'number' }, Number.MAX_VALUE);

const STRING: Scalar = {
  schema: { type: 'string' },
  plain: true,
  toJson: (raw) => raw,
  write: (to, raw) => to.text(JSON.stringify(raw)),
  fromJson: (value) => {
    const text = stringOf(value, 'a string');
    if (!text.isWellFormed()) throw new Miswrite('a string of Unicode', value);
    return text;
  },
};

const BYTES: Scalar = {
  ...spelt((to, raw) => to.base64(raw as Uint8Array)),
  schema: { type: 'string', contentEncoding: 'base64', pattern: BASE64_PATTERN },
  fromJson: (value) => fromBase64(stringOf(value, 'base64')),
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
      return instant(digitsOf(logical.name), zoneOf(logical.name));
  }
}

/** Texts of ASCII that JSON does not escape: `write` writes them without quotes. */
function spelt(write: Scalar['write']): Pick<Scalar, 'toJson' | 'write'> {
  return {
    toJson: (raw) => textOf(write, raw),
    write: (to, raw) => {
      to.letter(QUOTE);
      write(to, raw);
      to.letter(QUOTE);
    },
  };
}

/** Throws `Misread` for a long that a double does not hold. */
export function safeLong(raw: Raw): number {
  if (typeof raw === 'number') return raw;
  throw new Misread('not in range', 'a long beyond ±(2^53 − 1), which JSON would round');
}

function integer(minimum: number, maximum: number): Scalar {
  return {
    schema: { type: 'integer', minimum, maximum },
    plain: true,
    toJson: (raw) => raw,
    write: (to, raw) => to.integer(raw as number),
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
    write: (to, raw) => writeFloat(to, raw as number),
    fromJson: (value) => {
      if (typeof value === 'number' && Math.abs(value) <= most) return value;
      if (NOT_FINITE.includes(value as string)) return Number(value);
      throw new Miswrite('a number, NaN, Infinity or -Infinity', value);
    },
  };
}

function fixed(size: number): Scalar {
  return {
    ...BYTES,
    schema: { type: 'string', contentEncoding: 'base64', pattern: base64PatternOf(size) },
    fromJson: (value) => {
      const bytes = fromBase64(stringOf(value, 'base64'));
      if (bytes.length !== size) throw new Miswrite(`base64 of ${size} bytes`, value);
      return bytes;
    },
  };
}

const signed = (bytes: Uint8Array): number | bigint => signedOf(bytes, 0, bytes.length);

function decimal(precision: number, scale: number, size?: number): Scalar {
  const pattern = decimalPattern(precision, scale);
  const expression = new RegExp(pattern);
  return {
    ...spelt((to, raw) => writeDecimal(to, signed(raw as Uint8Array), precision, scale)),
    schema: { type: 'string', format: 'decimal', pattern },
    fromJson: (value) => parseDecimal(stringOf(value, 'a decimal'), expression, size),
  };
}

const UUID_PATTERN = '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
const UUID_SCHEMA: JsonSchema = { type: 'string', format: 'uuid', pattern: UUID_PATTERN };

/** By code, and by place: 1 for a digit of hexadecimal, 2 for a hyphen. */
const UUID_CODES = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, code) => uuidCode(String.fromCharCode(code)));
const UUID_SHAPE = /* @__PURE__ */ Uint8Array.from('00000000-0000-0000-0000-000000000000', uuidCode);

/** By hand: every record may have several, and an expression takes three times as long. */
export function isUuid(length: number, codeAt: (at: number) => number): boolean {
  if (length !== UUID_SHAPE.length) return false;
  for (let at = 0; at < length; at++) if (UUID_CODES[codeAt(at)] !== UUID_SHAPE[at]) return false;
  return true;
}

function uuidCode(letter: string): number {
  if (letter === '-') return 2;
  return /[0-9a-fA-F]/.test(letter) ? 1 : 0;
}

const isUuidText = (text: string): boolean => isUuid(text.length, (at) => text.charCodeAt(at));

const UUID_TEXT: Scalar = {
  schema: UUID_SCHEMA,
  toJson: uuid,
  write: (to, raw) => to.jsonText(uuid(raw)),
  fromJson: (value) => {
    if (!isUuidText(stringOf(value, 'a UUID'))) throw new Miswrite('a UUID', value);
    return value as string;
  },
};

function uuid(raw: Raw): string {
  if (isUuidText(raw as string)) return raw as string;
  throw new Misread('not in range', 'a text that is no UUID');
}

const UUID_BYTES: Scalar = {
  ...spelt((to, raw) => {
    const digits = asBuffer(raw as Uint8Array).toString('hex');
    to.ascii(digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
  }),
  schema: UUID_SCHEMA,
  fromJson: (value) => Buffer.from((UUID_TEXT.fromJson(value) as string).replaceAll('-', ''), 'hex'),
};

const DURATION: Scalar = {
  ...spelt((to, raw) => to.ascii(durationText(raw as Uint8Array))),
  schema: { type: 'string', format: 'duration', pattern: DURATION_PATTERN },
  fromJson: (value) => durationBytes(stringOf(value, 'a duration')),
};

const DATE: Scalar = {
  ...spelt((to, raw) => writeDate(to, raw as number)),
  schema: { type: 'string', format: 'date', pattern: `^${DATE_PATTERN}$` },
  fromJson: (value) => parseDate(stringOf(value, 'a date')),
};

const SECONDS_A_DAY = 86_400;

function time(digits: number): Scalar {
  const ticksADay = SECONDS_A_DAY * 10 ** digits;
  return {
    ...spelt((to, raw) => {
      if (!(Number(raw) >= 0 && Number(raw) < ticksADay)) throw new Misread('not in range', 'a time outside the day');
      writeTime(to, Number(raw), digits);
    }),
    schema: { type: 'string', format: 'local-time', pattern: `^${timePattern(digits)}$` },
    fromJson: (value) => parseTime(stringOf(value, 'a time'), digits),
  };
}

/** An instant in UTC, `zone` Z, or a local one without. Writes all digits, takes fewer. */
function instant(digits: number, zone: 'Z' | ''): Scalar {
  const format = zone === 'Z' ? 'date-time' : 'local-date-time';
  const ticksADay = SECONDS_A_DAY * 10 ** digits;
  const expected =
    zone === 'Z' ? 'an instant in UTC, 2026-11-21T10:15:30.5Z' : 'a local instant, 2026-11-21T10:15:30.5';
  return {
    ...spelt((to, raw) => writeInstant(to, raw as number | bigint, digits, zone)),
    schema: { type: 'string', format, pattern: `^${DATE_PATTERN}T${timePattern(digits)}${zone}$` },
    fromJson: (value) => {
      const text = stringOf(value, expected);
      if (text[10] !== 'T' || !text.endsWith(zone)) throw new Miswrite(expected, value);
      const day = parseDate(text.slice(0, 10));
      const ticks = parseTime(text.slice(11, text.length - zone.length), digits);
      return multiply(day, ticksADay, ticks, value);
    },
  };
}

function multiply(day: number, ticksADay: number, ticks: number, value: unknown): number | bigint {
  const number = day * ticksADay + ticks;
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(day) * BigInt(ticksADay) + BigInt(ticks);
  if (BigInt.asIntN(64, exact) !== exact) throw new Miswrite('an instant that 64 bits can hold', value);
  return exact;
}

function stringOf(value: unknown, expected: string): string {
  if (typeof value === 'string') return value;
  throw new Miswrite(expected, value);
}
