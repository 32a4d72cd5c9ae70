/**
 * What Avro's resolution makes of a writer's and a reader's schema, decided without compiling a codec: one can compare
 * thousands of versions in a second. Owns which parts meet each other; shared/contracts/avro, which does the same to
 * bytes, is what it is tested against.
 * https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 *
 * I1. `refuses` is true exactly where the codec finds, before it has seen a value, that nothing can be read.
 */
import { type AvroType, branchName, shortName } from '../../../shared/contracts/index.ts';
import {
  type Field,
  isScalar,
  type NamedType,
  type RecordType,
  type ScalarType,
  type UnionType,
} from './avro-schema.ts';

export class Resolution {
  /** Records that can be read as others, those among them that are just being compared. */
  readonly #readable = new Map<RecordType, Set<RecordType>>();

  refuses(writer: AvroType, reader: AvroType): boolean {
    if (writer.kind === 'union') {
      return writer.branches.length > 0 && writer.branches.every((branch) => this.refuses(branch, reader));
    }
    if (reader.kind === 'union') return this.branchFor(writer, reader) === null;
    if (writer.kind === 'record' && reader.kind === 'record') return this.#refusesRecord(writer, reader);
    if (writer.kind === 'array' && reader.kind === 'array') return this.refuses(writer.items, reader.items);
    if (writer.kind === 'map' && reader.kind === 'map') return this.refuses(writer.values, reader.values);
    if (writer.kind === 'enum' && reader.kind === 'enum') return !namesMatch(writer, reader);
    return !(isScalar(writer) && isScalar(reader) && canPromote(writer, reader) && meanTheSame(writer, reader));
  }

  /** The branch that a value goes into: the one of the same type, else the first that it can be read as. */
  branchFor(writer: AvroType, { branches }: UnionType): AvroType | null {
    const same = branches.filter((branch) => branch.kind === writer.kind && branchName(branch) === branchName(writer));
    return [...same, ...branches].find((branch) => !this.refuses(writer, branch)) ?? null;
  }

  #refusesRecord(writer: RecordType, reader: RecordType): boolean {
    const readable = this.#readable.get(writer) ?? new Set();
    this.#readable.set(writer, readable);
    if (readable.has(reader)) return false;
    readable.add(reader);
    const { pairs, missing } = pairFields(writer, reader);
    const refused =
      !namesMatch(writer, reader) ||
      missing.length > 0 ||
      pairs.some(({ written, read }) => this.refuses(written.type, read.type));
    if (refused) readable.delete(reader);
    return refused;
  }
}

export type FieldPairs = {
  readonly pairs: readonly { readonly written: Field; readonly read: Field }[];
  /** The reader's fields that nobody writes and that have no default. */
  readonly missing: readonly Field[];
};

/** A field is read from the one of its name, else from one of its aliases that nobody else is read from. */
export function pairFields(writer: RecordType, reader: RecordType): FieldPairs {
  const sources = new Map<Field, Field>();
  const left = new Map(writer.fields.map((field) => [field.name, field]));
  const take = (read: Field, names: readonly string[]) => {
    const written = sources.has(read) ? undefined : left.get(names.find((name) => left.has(name)) ?? '');
    if (written === undefined) return;
    sources.set(written, read);
    sources.set(read, written);
    left.delete(written.name);
  };
  for (const field of reader.fields) take(field, [field.name]);
  for (const field of reader.fields) take(field, field.aliases);
  return {
    pairs: writer.fields.flatMap((written) => {
      const read = sources.get(written);
      return read === undefined ? [] : [{ written, read }];
    }),
    missing: reader.fields.filter((field) => !sources.has(field) && !('default' in field)),
  };
}

export const namesMatch = (writer: NamedType, reader: NamedType): boolean =>
  [reader.name, ...reader.aliases].some((name) => shortName(name) === shortName(writer.name));

const PROMOTIONS: Readonly<Record<string, readonly string[]>> = {
  int: ['long', 'float', 'double'],
  long: ['float', 'double'],
  float: ['double'],
  string: ['bytes'],
  bytes: ['string'],
};

function canPromote(writer: ScalarType, reader: ScalarType): boolean {
  if (writer.kind === 'fixed' && reader.kind === 'fixed') {
    return writer.size === reader.size && namesMatch(writer, reader);
  }
  return writer.kind === reader.kind || (PROMOTIONS[writer.kind] ?? []).includes(reader.kind);
}

/** Without a logical type a number is just a number, with another one it is another instant. */
function meanTheSame({ logical: writer }: ScalarType, { logical: reader }: ScalarType): boolean {
  if (writer === null || reader === null) return true;
  if (writer.name !== 'decimal' || reader.name !== 'decimal') return writer.name === reader.name;
  return writer.scale === reader.scale;
}
