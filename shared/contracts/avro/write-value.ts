/** Writes the JSON form of a type as Avro's binary. Throws `Miswrite` for a value that is no form of it. */
import {
  type AvroType,
  branchName,
  type FixedType,
  type PlainType,
  type RecordType,
  type UnionType,
} from './avro-type.ts';
import type { ByteWriter } from './byte-writer.ts';
import { isBare, jsonKindsOf } from './json-form.ts';
import { failAt, Miswrite } from './misfit.ts';
import { RAW_WRITERS } from './raw-value.ts';
import { scalarOf } from './scalar.ts';

export type Write = (to: ByteWriter, value: unknown) => void;

/** A writer for a type, made once. Members that a record does not declare are left out. */
export function compileWriter(type: AvroType, made: Map<AvroType, Write> = new Map()): Write {
  switch (type.kind) {
    case 'record':
      return made.get(type) ?? recordWriter(type, made);
    case 'array':
      return arrayWriter(compileWriter(type.items, made));
    case 'map':
      return mapWriter(compileWriter(type.values, made));
    case 'union':
      return isBare(type) ? bareUnionWriter(type, made) : wrappedUnionWriter(type, made);
    case 'enum':
      return enumWriter(type.symbols);
    default:
      return scalarWriter(type);
  }
}

function recordWriter(type: RecordType, made: Map<AvroType, Write>): Write {
  const fields: { readonly name: string; readonly write: Write }[] = [];
  const write: Write = (to, value) => {
    const members = membersOf(value);
    to.enter(value);
    for (const { name, write } of fields) {
      try {
        write(to, Object.hasOwn(members, name) ? members[name] : undefined);
      } catch (error) {
        failAt(name, error);
      }
    }
    to.leave();
  };
  made.set(type, write);
  for (const field of type.fields) fields.push({ name: field.name, write: compileWriter(field.type, made) });
  return write;
}

function arrayWriter(writeItem: Write): Write {
  return (to, value) => {
    if (!Array.isArray(value)) throw new Miswrite('an array', value);
    to.enter(value);
    if (value.length > 0) to.long(value.length);
    for (const [index, item] of value.entries()) {
      try {
        writeItem(to, item);
      } catch (error) {
        failAt(index, error);
      }
    }
    to.leave();
    to.long(0);
  };
}

function mapWriter(writeValue: Write): Write {
  return (to, value) => {
    const entries = Object.entries(membersOf(value));
    to.enter(value);
    if (entries.length > 0) to.long(entries.length);
    for (const [key, member] of entries) {
      if (!key.isWellFormed()) throw new Miswrite('member names of Unicode', value);
      to.string(key);
      try {
        writeValue(to, member);
      } catch (error) {
        failAt(key, error);
      }
    }
    to.leave();
    to.long(0);
  };
}

/** The value's JSON type alone says which branch is meant. */
function bareUnionWriter({ branches }: UnionType, made: Map<AvroType, Write>): Write {
  const byKind = new Map(
    branches.flatMap((branch, index) => {
      const write = compileWriter(branch, made);
      return jsonKindsOf(branch).map((kind) => [kind as string, { index, write }] as const);
    }),
  );
  const expected = [...byKind.keys()].join(' or ');
  return (to, value) => {
    const branch = byKind.get(kindOf(value));
    if (branch === undefined) throw new Miswrite(expected, value);
    to.long(branch.index);
    branch.write(to, value);
  };
}

/** `{name: value}`, or null. */
function wrappedUnionWriter({ branches }: UnionType, made: Map<AvroType, Write>): Write {
  const byName = new Map(
    branches.map((branch, index) => [branchName(branch), { index, write: compileWriter(branch, made) }] as const),
  );
  const expected = [...byName.keys()].map((name) => (name === 'null' ? name : `{${name}: …}`)).join(' or ');
  return (to, value) => {
    const [[name, member] = [], ...others] =
      value === null ? [['null', null] as const] : Object.entries(membersOf(value));
    const branch = others.length === 0 ? byName.get(String(name)) : undefined;
    if (branch === undefined || (name === 'null') !== (value === null)) throw new Miswrite(expected, value);
    to.long(branch.index);
    try {
      branch.write(to, member);
    } catch (error) {
      failAt(String(name), error);
    }
  };
}

function enumWriter(symbols: readonly string[]): Write {
  const indexes = new Map(symbols.map((symbol, index) => [symbol, index]));
  return (to, value) => {
    const index = indexes.get(value as string);
    if (index === undefined) throw new Miswrite(`one of ${symbols.join(', ')}`, value);
    to.long(index);
  };
}

function scalarWriter(type: PlainType | FixedType): Write {
  const { fromJson } = scalarOf(type);
  const write = RAW_WRITERS[type.kind];
  return (to, value) => write(to, fromJson(value));
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Miswrite('an object', value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
