/**
 * Reads what a writer's schema wrote as the JSON form of a reader's schema, in one pass. Owns Avro's resolution rules:
 * https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
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
  typesIn,
  type UnionType,
} from './avro-type.ts';
import type { ByteReader } from './byte-reader.ts';
import { defaultValue } from './default-value.ts';
import { isBare } from './json-form.ts';
import { failAt, Misread } from './misfit.ts';
import { RAW_READERS } from './raw-value.ts';
import { type Missing, recordReader, type Step } from './record-reader.ts';
import { scalarOf } from './scalar.ts';
import { compileSkipper } from './skip-value.ts';

export type Read = (from: ByteReader) => unknown;

/** A reader, made once for two schemas. Throws `AvroSchemaError` where nothing of the writer's can be read. */
export function compileReader(writer: AvroType, reader: AvroType): Read {
  return new Resolution().resolve(writer, reader);
}

/** Throws `AvroSchemaError` where a record has a default that is none of its field's type. */
export function checkDefaults(type: AvroType): void {
  for (const record of typesIn(type)) {
    if (record.kind !== 'record') continue;
    for (const field of record.fields) {
      if ('default' in field) defaultValue(record, field, compileReader(field.type, field.type));
    }
  }
}

class Resolution {
  /** Records by writer and reader, so that recursive ones meet themselves. */
  readonly #records = new Map<RecordType, Map<RecordType, { read: Read }>>();

  resolve(writer: AvroType, reader: AvroType): Read {
    if (writer.kind === 'union') return this.#fromUnion(writer, reader);
    if (reader.kind === 'union') return this.#intoUnion(writer, reader);
    if (writer.kind === 'record' && reader.kind === 'record') return this.#record(writer, reader);
    if (writer.kind === 'array' && reader.kind === 'array')
      return arrayReader(this.resolve(writer.items, reader.items));
    if (writer.kind === 'map' && reader.kind === 'map') return mapReader(this.resolve(writer.values, reader.values));
    if (writer.kind === 'enum' && reader.kind === 'enum') return enumReader(writer, reader);
    if (isScalar(writer) && isScalar(reader)) return scalarReader(writer, reader);
    throw mismatch(writer, reader);
  }

  #fromUnion({ branches }: UnionType, reader: AvroType): Read {
    const reads = branches.map((branch) => this.#try(branch, reader));
    const refused = reads.find((read) => read instanceof AvroSchemaError);
    if (refused !== undefined && reads.every((read) => read instanceof AvroSchemaError)) throw refused;
    return (from) => {
      const index = Number(from.long());
      const read = reads[index];
      if (read === undefined) throw new Misread('malformed', 'a branch that the union does not have');
      if (read instanceof AvroSchemaError) throw new Misread('incompatible writer', read.message);
      return read(from);
    };
  }

  /** Into the branch of the same type, else into the first that can be read into. */
  #intoUnion(writer: AvroType, reader: UnionType): Read {
    const { branches } = reader;
    const ordered = [...branches.filter((branch) => isSame(writer, branch)), ...branches];
    for (const branch of ordered) {
      const read = this.#try(writer, branch);
      if (read instanceof AvroSchemaError) continue;
      if (isBare(reader) || branch.kind === 'null') return read;
      const name = branchName(branch);
      return (from) => ({ [name]: read(from) });
    }
    throw mismatch(writer, reader);
  }

  #try(writer: AvroType, reader: AvroType): Read | AvroSchemaError {
    try {
      return this.resolve(writer, reader);
    } catch (error) {
      if (error instanceof AvroSchemaError) return error;
      throw error;
    }
  }

  #record(writer: RecordType, reader: RecordType): Read {
    const ofWriter = this.#records.get(writer) ?? new Map<RecordType, { read: Read }>();
    this.#records.set(writer, ofWriter);
    const known = ofWriter.get(reader);
    if (known !== undefined) return (from) => known.read(from);
    if (!namesMatch(writer, reader)) throw mismatch(writer, reader);
    const made = { read: neverRead };
    ofWriter.set(reader, made);
    try {
      const sources = sourcesOf(writer, reader);
      const missing = this.#missing(writer, reader, sources);
      const names = reader.fields.map(({ name }) => name);
      made.read = recordReader(names, this.#steps(writer, reader, sources), missing);
      return made.read;
    } catch (error) {
      ofWriter.delete(reader);
      throw error;
    }
  }

  #steps(writer: RecordType, reader: RecordType, sources: Sources): readonly Step[] {
    return writer.fields.map((written): Step => {
      const slot = reader.fields.findIndex((field) => sources.get(field) === written);
      const field = reader.fields[slot];
      return field === undefined
        ? { slot, name: written.name, read: compileSkipper(written.type) }
        : { slot, name: field.name, read: this.resolve(written.type, field.type) };
    });
  }

  #missing(writer: RecordType, reader: RecordType, sources: Sources): readonly Missing[] {
    return [...reader.fields.entries()].flatMap(([slot, field]) => {
      if (sources.has(field)) return [];
      if ('default' in field) {
        return [{ slot, fill: defaultValue(reader, field, compileReader(field.type, field.type)) }];
      }
      throw new AvroSchemaError(
        `${reader.name} has a field ${field.name} without default, which ${writer.name} does not write.`,
        { pointer: '' },
      );
    });
  }
}

/** By the reader's field, the writer's that it is read from. */
type Sources = ReadonlyMap<Field, Field>;

/** A field is read from the one of its name, else from one of its aliases that nobody else is read from. */
function sourcesOf(writer: RecordType, reader: RecordType): Sources {
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

const neverRead: Read = () => {
  throw new Misread('incompatible writer', 'a record that cannot be read');
};

function arrayReader(readItem: Read): Read {
  return (from) => {
    const items: unknown[] = [];
    try {
      for (let count = from.blockCount(); count > 0; count = from.blockCount()) {
        for (let left = count; left > 0; left--) items.push(readItem(from));
      }
    } catch (error) {
      failAt(items.length, error);
    }
    return items;
  };
}

function mapReader(readValue: Read): Read {
  return (from) => {
    const members: Record<string, unknown> = {};
    for (let count = from.blockCount(); count > 0; count = from.blockCount()) {
      for (let left = count; left > 0; left--) {
        const key = from.string();
        try {
          setMember(members, key, readValue(from));
        } catch (error) {
          failAt(key, error);
        }
      }
    }
    return members;
  };
}

/** Makes a member of any name: to set `__proto__` would be something else. */
function setMember(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    members[name] = value;
  }
}

function enumReader(writer: EnumType, reader: EnumType): Read {
  if (!namesMatch(writer, reader)) throw mismatch(writer, reader);
  const symbols = writer.symbols.map((symbol) => (reader.symbols.includes(symbol) ? symbol : reader.fallback));
  return (from) => {
    const symbol = symbols[Number(from.long())];
    if (symbol === undefined) throw new Misread('malformed', 'a symbol that the enum does not have');
    if (symbol === null) throw new Misread('incompatible writer', 'a symbol that the contract does not have');
    return symbol;
  };
}

function scalarReader(writer: PlainType | FixedType, reader: PlainType | FixedType): Read {
  if (!canPromote(writer, reader) || !meanTheSame(writer.logical, reader.logical)) throw mismatch(writer, reader);
  const { toJson, plain } = scalarOf(reader);
  const read = rawReader(writer, reader);
  return plain === true ? read : (from) => toJson(read(from));
}

/** Text and bytes lie there alike; numbers are read as they were written and become what the reader says. */
function rawReader(writer: PlainType | FixedType, reader: PlainType | FixedType) {
  if (writer.kind === 'fixed') return (from: ByteReader) => from.fixed(writer.size);
  if (reader.kind === 'float' && writer.kind !== 'float') {
    const read = RAW_READERS[writer.kind];
    return (from: ByteReader) => Math.fround(Number(read(from)));
  }
  if (reader.kind === 'double' && writer.kind === 'long') return (from: ByteReader) => Number(from.long());
  return RAW_READERS[['string', 'bytes'].includes(writer.kind) ? (reader as PlainType).kind : writer.kind];
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

const namesMatch = (writer: NamedType, reader: NamedType): boolean =>
  [reader.name, ...reader.aliases].some((name) => shortName(name) === shortName(writer.name));

const mismatch = (writer: AvroType, reader: AvroType) =>
  new AvroSchemaError(`${describe(writer)} cannot be read as ${describe(reader)}.`, { pointer: '' });

const describe = (type: AvroType): string => {
  const logical = isScalar(type) && type.logical !== null ? ` (${type.logical.name})` : '';
  return 'name' in type ? `${type.kind} ${type.name}${logical}` : `${type.kind}${logical}`;
};
