import { AvroSchemaError } from '../errors.ts';
import type { AvroType, Field, RecordType } from './avro-type.ts';
import { ByteReader, MAX_DEPTH } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { Misread } from './misfit.ts';
import { RAW_WRITERS } from './raw-value.ts';
import type { Read } from './read-value.ts';
import type { Raw } from './scalar.ts';

/**
 * Gives the JSON form of a field's default, a fresh one each time. A schema writes defaults in another way than values:
 * bytes as text, a logical type as what it stands on, a union as its first branch. So a default is written as bytes
 * and read like a value. Throws `AvroSchemaError` for a default that is none of its type.
 */
export function defaultValue(record: RecordType, field: Field, read: Read): () => unknown {
  try {
    const writer = new ByteWriter();
    new DefaultWriter().write(writer, field.type, field.default);
    const bytes = writer.written;
    const value = read(new ByteReader(bytes));
    return typeof value === 'object' && value !== null ? () => read(new ByteReader(bytes)) : () => value;
  } catch (error) {
    if (!(error instanceof BadDefault || error instanceof Misread)) throw error;
    throw new AvroSchemaError(`The default of ${record.name}.${field.name} is none of its type: ${error.message}.`, {
      pointer: '',
      cause: error,
    });
  }
}

class BadDefault extends Error {}

/** Values within a default, those that it leaves to the defaults of its records among them: these can be endless. */
const MAX_DEFAULT_VALUES = 10_000;

/** Writes a default as a value is written, whichever way the schema spells it. */
class DefaultWriter {
  #valuesLeft = MAX_DEFAULT_VALUES;
  #depth = 0;

  write(to: ByteWriter, type: AvroType, value: unknown): void {
    if (--this.#valuesLeft < 0) throw new BadDefault(`it holds more than ${MAX_DEFAULT_VALUES} values`);
    if (this.#depth >= MAX_DEPTH) throw new BadDefault(`it is nested deeper than ${MAX_DEPTH}`);
    this.#depth++;
    this.#writeInside(to, type, value);
    this.#depth--;
  }

  #writeInside(to: ByteWriter, type: AvroType, value: unknown): void {
    switch (type.kind) {
      case 'record':
        this.#writeRecord(to, type.fields, membersOf(value));
        break;
      case 'array':
        writeBlock(to, listOf(value), (item) => this.write(to, type.items, item));
        break;
      case 'map':
        writeBlock(to, Object.entries(membersOf(value)), ([key, member]) => {
          to.string(key);
          this.write(to, type.values, member);
        });
        break;
      case 'union':
        this.#writeUnion(to, type.branches, value);
        break;
      case 'enum':
        to.long(indexOf(type.symbols, value));
        break;
      case 'fixed':
        to.fixed(latin1(value, type.size));
        break;
      default:
        RAW_WRITERS[type.kind](to, RAW_DEFAULTS[type.kind](value));
    }
  }

  #writeRecord(to: ByteWriter, fields: readonly Field[], members: Readonly<Record<string, unknown>>): void {
    for (const field of fields) {
      const value = Object.hasOwn(members, field.name) ? members[field.name] : field.default;
      this.write(to, field.type, value);
    }
  }

  /** The first branch, as the specification has it, or, as later ones allow, another that the default fits. */
  #writeUnion(to: ByteWriter, branches: readonly AvroType[], value: unknown): void {
    const depth = this.#depth;
    for (const [index, branch] of branches.entries()) {
      const trial = new ByteWriter();
      try {
        this.write(trial, branch, value);
      } catch (error) {
        if (!(error instanceof BadDefault)) throw error;
        this.#depth = depth;
        continue;
      }
      to.long(index);
      to.fixed(trial.written);
      return;
    }
    throw new BadDefault('it fits no branch of the union');
  }
}

function writeBlock<Item>(to: ByteWriter, items: readonly Item[], write: (item: Item) => void): void {
  if (items.length > 0) to.long(items.length);
  for (const item of items) write(item);
  to.long(0);
}

/** What a schema may write for each plain type. */
const RAW_DEFAULTS = {
  null: (value) => demand(value === null, 'null', value),
  boolean: (value) => demand(typeof value === 'boolean', 'a boolean', value),
  int: (value) => demand(typeof value === 'number' && (value | 0) === value, 'an int', value),
  long: (value) => demand(Number.isSafeInteger(value), 'a long', value),
  float: (value) => demand(typeof value === 'number' && Number.isFinite(Math.fround(value)), 'a float', value),
  double: (value) => demand(typeof value === 'number', 'a number', value),
  string: (value) => demand(typeof value === 'string', 'a string', value),
  bytes: (value) => latin1(value),
} as const satisfies Record<string, (value: unknown) => Raw>;

function demand(fits: boolean, expected: string, value: unknown): Raw {
  if (!fits) throw new BadDefault(`it is not ${expected}`);
  return value as Raw;
}

/** Code points 0 to 255 stand for bytes. */
function latin1(value: unknown, size?: number): Uint8Array {
  demand(typeof value === 'string' && /^[\0-\xff]*$/.test(value), 'text of the code points 0 to 255', value);
  const bytes = Buffer.from(value as string, 'latin1');
  demand(size === undefined || bytes.length === size, `${size} bytes long`, value);
  return bytes;
}

function indexOf(symbols: readonly string[], value: unknown): number {
  const index = symbols.indexOf(value as string);
  demand(index >= 0, 'one of the symbols', value);
  return index;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), 'an object', value);
  return value as Record<string, unknown>;
}

function listOf(value: unknown): readonly unknown[] {
  demand(Array.isArray(value), 'an array', value);
  return value as unknown[];
}
