/**
 * Which reader a value has that one schema wrote and another one reads. Owns Avro's resolution rules:
 * https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 * What a reader makes of the bytes, `Making` says: a value, or the text of one.
 *
 * I1. What is read fits the reader's JSON form.
 * I2. Members stand in the order of the reader's fields, whoever wrote them: the same data is the same text.
 * I3. A union's branch or an enum's symbol that the reader lacks is refused when it is met, not before.
 */
import { AvroSchemaError } from '../errors.ts';
import {
  type AvroType,
  branchName,
  type EnumType,
  type Field,
  type FixedType,
  type LogicalType,
  type NamedType,
  type PlainType,
  type RecordType,
  shortName,
  type UnionType,
} from './avro-type.ts';
import type { ByteReader } from './byte-reader.ts';
import { isBare } from './json-form.ts';
import { Misread } from './misfit.ts';
import { MAX_SCHEMA_DEPTH } from './parse-schema.ts';
import { RAW_READERS } from './raw-value.ts';
import type { Raw } from './scalar.ts';
import { compileSkipper, type Skip } from './skip-value.ts';

/** Reads a value from bytes: gives it, or puts it into `to`. */
export type Reader<To> = (from: ByteReader, to: To) => unknown;

/** A field as it is written: read into the reader's field number `slot`, or passed over where the slot is −1. */
export type Step<To> = { readonly slot: number; readonly name: string; readonly read: Reader<To> };

/** How to read a record; fields that no step reads have their defaults. */
export type RecordPlan<To> = {
  readonly writer: RecordType;
  readonly reader: RecordType;
  readonly steps: readonly Step<To>[];
  readonly missing: readonly MissingField[];
};

/** A field that nobody wrote, and its default. */
export type MissingField = { readonly slot: number; readonly field: Field };

/** The readers that are made of each type; the rules between types are the resolution's. */
export type Making<To> = {
  readonly scalar: (type: PlainType | FixedType, read: (from: ByteReader) => Raw) => Reader<To>;
  readonly symbol: (read: (from: ByteReader) => string) => Reader<To>;
  readonly array: (readItem: Reader<To>) => Reader<To>;
  readonly map: (readValue: Reader<To>) => Reader<To>;
  readonly wrapped: (name: string, read: Reader<To>) => Reader<To>;
  readonly record: (plan: RecordPlan<To>) => Reader<To>;
};

export class Resolution<To> {
  readonly #making: Making<To>;
  /** Records by writer and reader, so that recursive ones meet themselves and none is tried in vain twice. */
  readonly #records = new Map<RecordType, Map<RecordType, { read: Reader<To> } | AvroSchemaError>>();
  readonly #skippers = new Map<AvroType, Skip>();
  #depth = 0;

  constructor(making: Making<To>) {
    this.#making = making;
  }

  /** Throws `AvroSchemaError` where nothing of the writer's can be read. */
  resolve(writer: AvroType, reader: AvroType): Reader<To> {
    if (this.#depth >= MAX_SCHEMA_DEPTH) {
      throw new AvroSchemaError(`The schemas are nested deeper than ${MAX_SCHEMA_DEPTH}.`, { pointer: '' });
    }
    this.#depth++;
    try {
      return this.#resolveInside(writer, reader);
    } finally {
      this.#depth--;
    }
  }

  #resolveInside(writer: AvroType, reader: AvroType): Reader<To> {
    if (writer.kind === 'union') return this.#fromUnion(writer, reader);
    if (reader.kind === 'union') return this.#intoUnion(writer, reader);
    if (writer.kind === 'record' && reader.kind === 'record') return this.#record(writer, reader);
    if (writer.kind === 'array' && reader.kind === 'array')
      return nested(this.#making.array(this.resolve(writer.items, reader.items)));
    if (writer.kind === 'map' && reader.kind === 'map')
      return nested(this.#making.map(this.resolve(writer.values, reader.values)));
    if (writer.kind === 'enum' && reader.kind === 'enum') return this.#making.symbol(symbolReader(writer, reader));
    if (isScalar(writer) && isScalar(reader)) return this.#making.scalar(reader, rawReader(writer, reader));
    throw mismatch(writer, reader);
  }

  #fromUnion({ branches }: UnionType, reader: AvroType): Reader<To> {
    const reads = branches.map((branch) => this.#try(branch, reader));
    const refused = reads.find((read) => read instanceof AvroSchemaError);
    if (refused !== undefined && reads.every((read) => read instanceof AvroSchemaError)) throw refused;
    return (from, to) => {
      const index = from.index();
      const read = reads[index];
      if (read === undefined) throw new Misread('malformed', 'a branch that the union does not have');
      if (read instanceof AvroSchemaError) throw new Misread('incompatible writer', read.message.replace(/\.$/, ''));
      return read(from, to);
    };
  }

  /** Into the branch of the same type, else into the first that can be read into. */
  #intoUnion(writer: AvroType, reader: UnionType): Reader<To> {
    const { branches } = reader;
    const ordered = [...branches.filter((branch) => isSame(writer, branch)), ...branches];
    for (const branch of ordered) {
      const read = this.#try(writer, branch);
      if (read instanceof AvroSchemaError) continue;
      if (isBare(reader) || branch.kind === 'null') return read;
      return this.#making.wrapped(branchName(branch), read);
    }
    throw mismatch(writer, reader);
  }

  #try(writer: AvroType, reader: AvroType): Reader<To> | AvroSchemaError {
    try {
      return this.resolve(writer, reader);
    } catch (error) {
      if (error instanceof AvroSchemaError) return error;
      throw error;
    }
  }

  #record(writer: RecordType, reader: RecordType): Reader<To> {
    const ofWriter = this.#records.get(writer) ?? new Map<RecordType, { read: Reader<To> } | AvroSchemaError>();
    this.#records.set(writer, ofWriter);
    const known = ofWriter.get(reader);
    if (known instanceof AvroSchemaError) throw known;
    if (known !== undefined) return (from, to) => known.read(from, to);
    if (!namesMatch(writer, reader)) throw mismatch(writer, reader);
    const made: { read: Reader<To> } = { read: neverRead };
    ofWriter.set(reader, made);
    try {
      const sources = sourcesOf(writer, reader);
      const missing = missingFields(writer, reader, sources);
      made.read = this.#making.record({ writer, reader, steps: this.#steps(writer, reader, sources), missing });
      return made.read;
    } catch (error) {
      if (error instanceof AvroSchemaError) ofWriter.set(reader, error);
      throw error;
    }
  }

  #steps(writer: RecordType, reader: RecordType, sources: Sources): readonly Step<To>[] {
    return writer.fields.map((written): Step<To> => {
      const slot = reader.fields.findIndex((field) => sources.get(field) === written);
      const field = reader.fields[slot];
      return field === undefined
        ? { slot, name: written.name, read: compileSkipper(written.type, this.#skippers) }
        : { slot, name: field.name, read: this.resolve(written.type, field.type) };
    });
  }
}

/** By the reader's field, the writer's that it is read from. */
type Sources = ReadonlyMap<Field, Field>;

/** A field is read from the one of its name, else from one of its aliases that nobody else is read from. */
export function sourcesOf(writer: RecordType, reader: RecordType): Sources {
  const sources = new Map<Field, Field>();
  const left = new Map(writer.fields.map((field) => [field.name, field]));
  const take = (field: Field, names: readonly string[]) => {
    const name = sources.has(field) ? undefined : names.find((each) => left.has(each));
    const written = left.get(name ?? '');
    if (name === undefined || written === undefined) return;
    sources.set(field, written);
    left.delete(name);
  };
  for (const field of reader.fields) take(field, [field.name]);
  for (const field of reader.fields) take(field, field.aliases);
  return sources;
}

function missingFields(writer: RecordType, reader: RecordType, sources: Sources): readonly MissingField[] {
  return [...reader.fields.entries()].flatMap(([slot, field]) => {
    if (sources.has(field)) return [];
    if ('default' in field) return [{ slot, field }];
    throw new AvroSchemaError(
      `${reader.name} has a field ${field.name} without default, which ${writer.name} does not write.`,
      { pointer: '' },
    );
  });
}

/** Lists and maps count as deep as records, which count themselves. */
function nested<To>(read: Reader<To>): Reader<To> {
  return (from, to) => {
    from.enter();
    const value = read(from, to);
    from.leave();
    return value;
  };
}

const neverRead = (): never => {
  throw new Misread('incompatible writer', 'a record that cannot be read');
};

function symbolReader(writer: EnumType, reader: EnumType): (from: ByteReader) => string {
  if (!namesMatch(writer, reader)) throw mismatch(writer, reader);
  const symbols = writer.symbols.map((symbol) => (reader.symbols.includes(symbol) ? symbol : reader.fallback));
  return (from) => {
    const symbol = symbols[from.index()];
    if (symbol === undefined) throw new Misread('malformed', 'a symbol that the enum does not have');
    if (symbol === null) throw new Misread('incompatible writer', 'a symbol that the contract does not have');
    return symbol;
  };
}

/** Text and bytes lie there alike; numbers are read as they were written and become what the reader says. */
function rawReader(writer: PlainType | FixedType, reader: PlainType | FixedType): (from: ByteReader) => Raw {
  if (!canPromote(writer, reader) || !meanTheSame(writer.logical, reader.logical)) throw mismatch(writer, reader);
  if (writer.kind === 'fixed') return (from: ByteReader) => from.fixed(writer.size);
  if (reader.kind === 'float' && writer.kind === 'int') return (from: ByteReader) => Math.fround(from.int());
  if (reader.kind === 'float' && writer.kind === 'long') return (from: ByteReader) => floatOf(from.long());
  if (reader.kind === 'double' && writer.kind === 'long') return (from: ByteReader) => Number(from.long());
  return RAW_READERS[['string', 'bytes'].includes(writer.kind) ? (reader as PlainType).kind : writer.kind];
}

/**
 * Rounded once. By way of the nearest double, some longs would become another float: of the lowest bits, which no float
 * of this size has, all that counts is whether one is set.
 */
function floatOf(long: number | bigint): number {
  if (typeof long === 'number') return Math.fround(long);
  const low = long & 0xfffn;
  return Math.fround(Number(long - low) + (low === 0n ? 0 : 0x800));
}

const PROMOTIONS: Readonly<Record<string, readonly string[]>> = {
  int: ['long', 'float', 'double'],
  long: ['float', 'double'],
  float: ['double'],
  string: ['bytes'],
  bytes: ['string'],
};

function canPromote(writer: PlainType | FixedType, reader: PlainType | FixedType): boolean {
  if (writer.kind === 'fixed' && reader.kind === 'fixed')
    return writer.size === reader.size && namesMatch(writer, reader);
  return writer.kind === reader.kind || (PROMOTIONS[writer.kind] ?? []).includes(reader.kind);
}

/** The same number as milliseconds and as microseconds is another instant; without a logical type it is just a number. */
function meanTheSame(writer: LogicalType | null, reader: LogicalType | null): boolean {
  if (writer === null || reader === null) return true;
  if (writer.name !== 'decimal' || reader.name !== 'decimal') return writer.name === reader.name;
  return writer.scale === reader.scale;
}

const isScalar = (type: AvroType): type is PlainType | FixedType => 'logical' in type;

const isSame = (writer: AvroType, reader: AvroType): boolean =>
  writer.kind === reader.kind && branchName(writer) === branchName(reader);

export const namesMatch = (writer: NamedType, reader: NamedType): boolean =>
  [reader.name, ...reader.aliases].some((name) => shortName(name) === shortName(writer.name));

const mismatch = (writer: AvroType, reader: AvroType) =>
  new AvroSchemaError(`${describe(writer)} cannot be read as ${describe(reader)}.`, { pointer: '' });

const describe = (type: AvroType): string => {
  const logical = isScalar(type) && type.logical !== null ? ` (${type.logical.name})` : '';
  return 'name' in type ? `${type.kind} ${type.name}${logical}` : `${type.kind}${logical}`;
};
