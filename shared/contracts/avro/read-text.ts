/**
 * Reads what a writer's schema wrote as the text of the reader's JSON form, in one pass and without the value.
 *
 * I1. The text is what `JSON.stringify` makes of what the value's reader gives.
 * I2. Where the value's reader throws, this one throws or writes bytes that are no UTF-8. Why and where, the value's
 *     reader tells.
 */
import {
  type AvroType,
  digitsOf,
  type Field,
  type FixedType,
  isTimestamp,
  type PlainType,
  type RecordType,
  zoneOf,
} from './avro-type.ts';
import { writeDate, writeInstant } from './calendar.ts';
import { writeDecimal } from './decimal.ts';
import { defaultValue } from './default-value.ts';
import { Misread } from './misfit.ts';
import { type Phrase, phraseOf } from './phrase.ts';
import { RAW_READERS } from './raw-value.ts';
import { compileReader } from './read-value.ts';
import { type Making, type Reader, type RecordPlan, Resolution } from './resolution.ts';
import { isUuid, safeLong, scalarOf } from './scalar.ts';
import type { TextWriter } from './text-writer.ts';
import { writeFloat } from './write-float.ts';

export type ReadText = Reader<TextWriter>;

/** A reader, made once for two schemas. Throws `AvroSchemaError` where nothing of the writer's can be read. */
export const compileTextReader = (writer: AvroType, reader: AvroType): ReadText =>
  new Resolution(TEXTS).resolve(writer, reader);

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const ZERO = 0x30;
const BRACKETS = { open: 0x5b, close: 0x5d };
const BRACES = { open: 0x7b, close: 0x7d };

/** A map of more members is always put in order: whether that is necessary takes too long to find out. */
const MAX_CHECKED_MEMBERS = 32;

const TEXTS: Making<TextWriter> = {
  scalar: (type, read) => {
    const { write } = scalarOf(type);
    return directReader(type, read) ?? ((from, to) => write(to, read(from)));
  },
  symbol: (read) => (from, to) => to.jsonText(read(from)),
  array: (readItem) => (from, to) => {
    to.letter(BRACKETS.open);
    let items = 0;
    for (let count = from.blockCount(); count > 0; count = from.blockCount()) {
      for (let left = count; left > 0; left--) {
        if (items++ > 0) to.letter(COMMA);
        readItem(from, to);
      }
    }
    to.letter(BRACKETS.close);
  },
  map: mapReader,
  wrapped: (name, read) => {
    const before = phraseOf(`{${JSON.stringify(name)}:`);
    return (from, to) => {
      to.phrase(before);
      read(from, to);
      to.letter(BRACES.close);
    };
  },
  record: (plan) => (isInOrder(plan) ? recordReader(plan) : reorderingReader(plan)),
};

/** For the commonest scalars, where they are read as they were written: straight from the bytes into the text. */
function directReader(type: PlainType | FixedType, read: unknown): ReadText | null {
  const { kind, logical } = type;
  const size = kind === 'fixed' ? type.size : undefined;
  if (logical?.name === 'decimal') return decimalReader(logical, size);
  if (kind === 'fixed') return logical === null ? base64Reader(size) : null;
  if (read !== RAW_READERS[kind]) return null;
  if (logical === null) return DIRECT_READERS[kind];
  if (logical.name === 'uuid') return readUuid;
  if (logical.name === 'date') return readDate;
  return isTimestamp(logical) ? instantReader(digitsOf(logical.name), zoneOf(logical.name)) : null;
}

const NULL = /* @__PURE__ */ phraseOf('null');
const TRUE = /* @__PURE__ */ phraseOf('true');
const FALSE = /* @__PURE__ */ phraseOf('false');

const DIRECT_READERS: Readonly<Record<PlainType['kind'], ReadText>> = {
  null: (_, to) => to.phrase(NULL),
  boolean: (from, to) => to.phrase(from.boolean() ? TRUE : FALSE),
  int: (from, to) => to.integer(from.int()),
  long: (from, to) => to.integer(safeLong(from.long())),
  float: (from, to) => writeFloat(to, from.float()),
  double: (from, to) => writeFloat(to, from.double()),
  string: (from, to) => from.writeString(to),
  bytes: base64Reader(),
};

function decimalReader(
  { precision, scale }: { readonly precision: number; readonly scale: number },
  size?: number,
): ReadText {
  return (from, to) => {
    to.letter(QUOTE);
    writeDecimal(to, from.signed(size), precision, scale);
    to.letter(QUOTE);
  };
}

function base64Reader(size?: number): ReadText {
  return (from, to) => {
    to.letter(QUOTE);
    from.writeBase64(to, size);
    to.letter(QUOTE);
  };
}

const readUuid: ReadText = (from, to) => {
  const start = to.length + 1;
  from.writeString(to);
  if (!isUuid(to.length - 1 - start, (at) => to.codeAt(start + at))) throw new Misread('not in range', 'no UUID');
};

const readDate: ReadText = (from, to) => {
  to.letter(QUOTE);
  writeDate(to, from.int());
  to.letter(QUOTE);
};

function instantReader(digits: number, zone: 'Z' | ''): ReadText {
  return (from, to) => {
    to.letter(QUOTE);
    writeInstant(to, from.long(), digits, zone);
    to.letter(QUOTE);
  };
}

/** Members stand as they were written, unless an object would have them in another order, or one of them once. */
function mapReader(readValue: ReadText): ReadText {
  return (from, to) => {
    const start = to.length;
    const checksums: number[] = [];
    let isOrdered = true;
    to.letter(BRACES.open);
    for (let count = from.blockCount(); count > 0; count = from.blockCount()) {
      for (let left = count; left > 0; left--) {
        if (checksums.length > 0) to.letter(COMMA);
        const name = to.length;
        from.writeString(to);
        const checksum = to.checksum(name);
        isOrdered &&=
          checksums.length < MAX_CHECKED_MEMBERS && !checksums.includes(checksum) && !isDigit(to.codeAt(name + 1));
        checksums.push(checksum);
        to.letter(COLON);
        readValue(from, to);
      }
    }
    to.letter(BRACES.close);
    if (!isOrdered) putInOrder(to, start);
  };
}

/** What a name like an index begins with: an object has those before all others. */
const isDigit = (code: number): boolean => code >= ZERO && code < ZERO + 10;

function putInOrder(to: TextWriter, start: number): void {
  const text = to.textFrom(start);
  to.truncate(start);
  to.text(JSON.stringify(JSON.parse(text)));
}

function isInOrder({ steps }: RecordPlan<TextWriter>): boolean {
  const slots = steps.map(({ slot }) => slot).filter((slot) => slot >= 0);
  return slots.every((slot, index) => slot > (slots[index - 1] ?? -1));
}

/** What stands between two values that are read, names and defaults, is known beforehand. */
function recordReader({ reader, steps, missing }: RecordPlan<TextWriter>): ReadText {
  const defaults = new Map(missing.map(({ slot, field }) => [slot, defaultText(reader, field)]));
  const before = new Map<number, Phrase>();
  let text = '{';
  for (const [slot, { name }] of reader.fields.entries()) {
    text += `${slot > 0 ? ',' : ''}"${name}":`;
    const value = defaults.get(slot);
    if (value === undefined) before.set(slot, phraseOf(text));
    text = value === undefined ? '' : text + value;
  }
  const after = phraseOf(`${text}}`);
  const parts = steps.map(({ slot, read }) => ({ before: before.get(slot) ?? NOTHING, read }));
  return (from, to) => {
    from.enter();
    for (const part of parts) {
      to.phrase(part.before);
      part.read(from, to);
    }
    from.leave();
    to.phrase(after);
  };
}

const NOTHING = /* @__PURE__ */ phraseOf('');

const defaultText = (record: RecordType, field: Field): string =>
  JSON.stringify(defaultValue(record, field, compileReader(field.type, field.type))());

/** Fields that were written in another order than the contract has them in. */
function reorderingReader({ writer, reader }: RecordPlan<TextWriter>): ReadText {
  const read = compileReader(writer, reader);
  return (from, to) => to.text(JSON.stringify(read(from)));
}
