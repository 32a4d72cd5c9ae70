/**
 * Reads what a writer's schema wrote as the JSON form of a reader's schema, in one pass.
 *
 * I1. A `Misread` tells where in the value it happened.
 */
import { type AvroType, typesIn } from './avro-type.ts';
import { defaultValue } from './default-value.ts';
import { failAt } from './misfit.ts';
import { recordReader } from './record-reader.ts';
import { type Making, type Reader, Resolution } from './resolution.ts';
import { scalarOf } from './scalar.ts';

export type Read = Reader<void>;

/** A reader, made once for two schemas. Throws `AvroSchemaError` where nothing of the writer's can be read. */
export const compileReader = (writer: AvroType, reader: AvroType): Read =>
  new Resolution(VALUES).resolve(writer, reader);

/** Throws `AvroSchemaError` where a record has a default that is none of its field's type. */
export function checkDefaults(type: AvroType): void {
  for (const record of typesIn(type)) {
    if (record.kind !== 'record') continue;
    for (const field of record.fields) {
      if ('default' in field) defaultValue(record, field, compileReader(field.type, field.type));
    }
  }
}

const VALUES: Making<void> = {
  scalar: (type, read) => {
    const { toJson, plain } = scalarOf(type);
    return plain === true ? read : (from) => toJson(read(from));
  },
  symbol: (read) => read,
  array: arrayReader,
  map: mapReader,
  wrapped: (name, read) => (from) => ({ [name]: read(from) }),
  record: ({ reader, steps, missing }) =>
    recordReader(
      reader.fields.map(({ name }) => name),
      steps,
      missing.map(({ slot, field }) => ({
        slot,
        fill: defaultValue(reader, field, compileReader(field.type, field.type)),
      })),
    ),
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
