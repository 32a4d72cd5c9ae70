import { type AvroType, namesMatch } from '../../../shared/contracts/index.ts';
import type { IncompatibilityRule } from '../answer.ts';
import {
  type AvroPart,
  describe,
  type EnumType,
  type Field,
  isScalar,
  type RecordType,
  type ScalarType,
  type UnionType,
} from './avro-schema.ts';
import { Judge, pairFields } from './judge.ts';
import { runCodec } from './run-codec.ts';
import { extremesOf } from './sample-value.ts';

/** A step from a value of a type to a value in it. */
export type Step = { readonly field: Field } | { readonly branch: AvroType } | 'item' | 'member';

/** A place in the writer's values that the reader may not be able to read. */
export type Break = {
  readonly rule: IncompatibilityRule;
  readonly writer: AvroPart;
  readonly reader: AvroPart;
  readonly from: string;
  readonly to: string;
  readonly what: string;
  readonly path: readonly Step[];
  /** What cannot be read at the end of the path; `undefined` where no value can. */
  readonly value: unknown;
  /** Whether Avro lets it be read all the same, and only what is written can tell. */
  readonly isDoubt: boolean;
};

/** Everything that the writer's schema may write and the reader's not read, by place; none where all can be read. */
export function findBreaks(writer: AvroType, reader: AvroType): readonly Break[] {
  const search = new Search();
  search.visit(writer, reader, []);
  return search.breaks;
}

type Found = Pick<Break, 'rule' | 'what'> & Partial<Pick<Break, 'reader' | 'from' | 'to' | 'value' | 'isDoubt'>>;

class Search {
  readonly breaks: Break[] = [];
  readonly #judge = new Judge();
  readonly #visited = new Map<RecordType, Set<RecordType>>();

  visit(writer: AvroType, reader: AvroType, path: readonly Step[]): void {
    if (writer.kind === 'union') {
      for (const branch of writer.branches) this.visit(branch, reader, [...path, { branch }]);
    } else if (reader.kind === 'union') {
      this.#visitBranch(writer, reader, path);
    } else if (writer.kind === 'record' && reader.kind === 'record') {
      this.#visitRecord(writer, reader, path);
    } else if (writer.kind === 'array' && reader.kind === 'array') {
      this.visit(writer.items, reader.items, [...path, 'item']);
    } else if (writer.kind === 'map' && reader.kind === 'map') {
      this.visit(writer.values, reader.values, [...path, 'member']);
    } else if (writer.kind === 'enum' && reader.kind === 'enum') {
      this.#visitEnum(writer, reader, path);
    } else if (isScalar(writer) && isScalar(reader)) {
      this.#visitScalar(writer, reader, path);
    } else {
      this.#tell(writer, reader, path, typeChanged(writer, reader));
    }
  }

  /** Where no branch takes the value and one has its name, what is wrong with that one says more. */
  #visitBranch(writer: AvroType, reader: UnionType, path: readonly Step[]): void {
    const isNamesake = (branch: AvroType) =>
      branch.kind === writer.kind && 'name' in branch && 'name' in writer && namesMatch(writer, branch);
    const branch = this.#judge.branchFor(writer, reader) ?? reader.branches.find(isNamesake);
    if (branch !== undefined) this.visit(writer, branch, path);
    else {
      const what = `No branch of the union takes ${describe(writer)}.`;
      this.#tell(writer, reader, path, { rule: 'avro-branch-removed', what });
    }
  }

  #visitRecord(writer: RecordType, reader: RecordType, path: readonly Step[]): void {
    const visited = this.#visited.get(writer) ?? new Set();
    this.#visited.set(writer, visited);
    if (visited.has(reader)) return;
    visited.add(reader);
    if (namesMatch(writer, reader)) this.#visitFields(writer, reader, path);
    else this.#tell(writer, reader, path, nameChanged(writer, reader));
  }

  #visitFields(writer: RecordType, reader: RecordType, path: readonly Step[]): void {
    const { pairs, missing } = pairFields(writer, reader);
    for (const field of missing) {
      const what = `The field ${field.name} has no default, and ${writer.name} does not write it.`;
      const [from, to] = ['no such field', `${field.name}: ${describe(field.type)}`];
      this.#tell(writer, reader, path, { rule: 'avro-field-without-default', what, reader: field, from, to });
    }
    for (const { written, read } of pairs) this.visit(written.type, read.type, [...path, { field: written }]);
  }

  #visitEnum(writer: EnumType, reader: EnumType, path: readonly Step[]): void {
    const gone = reader.fallback === null ? writer.symbols.filter((symbol) => !reader.symbols.includes(symbol)) : [];
    if (!namesMatch(writer, reader)) this.#tell(writer, reader, path, nameChanged(writer, reader));
    else if (gone.length > 0) {
      this.#tell(writer, reader, path, {
        rule: 'avro-symbol-removed',
        what: `${reader.name} has no symbol ${gone.join(', ')}, and no default that stands for it.`,
        from: writer.symbols.join(', '),
        to: reader.symbols.join(', '),
        value: gone[0],
      });
    }
  }

  #visitScalar(writer: ScalarType, reader: ScalarType, path: readonly Step[]): void {
    if (writer.kind === 'fixed' && reader.kind === 'fixed' && !namesMatch(writer, reader)) {
      this.#tell(writer, reader, path, nameChanged(writer, reader));
    } else if (this.#judge.refuses(writer, reader)) {
      this.#tell(writer, reader, path, typeChanged(writer, reader));
    } else if (isPerhapsText(writer, reader)) {
      this.#tell(writer, reader, path, PERHAPS_TEXT);
    } else if (mayBeOutOfRange(writer, reader)) {
      const [value] = unreadableExtremes(writer, reader);
      const what = `Not all that is written as ${describe(writer)} can be read as ${describe(reader)}.`;
      if (value !== undefined) this.#tell(writer, reader, path, { rule: 'avro-type-changed', what, value });
    }
  }

  #tell(writer: AvroType, reader: AvroType, path: readonly Step[], found: Found): void {
    const [from, to] = [describe(writer), describe(reader)];
    this.breaks.push({ writer, reader, path, from, to, value: undefined, isDoubt: false, ...found });
  }
}

const typeChanged = (writer: AvroType, reader: AvroType): Found => ({
  rule: 'avro-type-changed',
  what: `What is written as ${describe(writer)} cannot be read as ${describe(reader)}.`,
});

const isPerhapsText = (writer: ScalarType, reader: ScalarType): boolean =>
  writer.kind === 'bytes' && reader.kind === 'string' && writer.logical === null && reader.logical === null;

/** The one promotion of Avro's that fails for some values. */
const PERHAPS_TEXT: Found = {
  rule: 'avro-type-changed',
  what: 'Avro reads bytes as a string, which bytes that are no UTF-8 are not; what is written in them the schema does not say.',
  isDoubt: true,
};

const nameChanged = (writer: AvroType, reader: AvroType): Found => ({
  rule: 'avro-name-changed',
  what: `${describe(writer)} is not ${describe(reader)}, which has no alias of that name.`,
});

/** Scalars that can be read as each other in principle, though not all of their values. */
function mayBeOutOfRange(writer: ScalarType, reader: ScalarType): boolean {
  if (writer.kind === 'bytes' && reader.kind === 'string') return true;
  if (reader.logical === null) return writer.logical !== null && reader.kind === 'long';
  if (writer.logical?.name === 'decimal' && reader.logical.name === 'decimal') {
    return writer.logical.precision > reader.logical.precision;
  }
  return writer.logical?.name !== reader.logical.name;
}

/** By trying: the codec decides about ranges, and these alone are compared. */
function unreadableExtremes(writer: ScalarType, reader: ScalarType): readonly unknown[] {
  const [one, other] = [scalarText(writer), scalarText(reader)];
  return extremesOf(writer, reader).filter((value) => runCodec(one, other, value).end === 'unreadable');
}

/** The schema of a scalar by itself; a name, if it has one, is no matter here. */
const scalarText = ({ kind, logical, ...rest }: ScalarType): string =>
  JSON.stringify({
    type: kind,
    ...('size' in rest && { name: 'Alone', size: rest.size }),
    ...(logical !== null && { ...logical, name: 'Alone', logicalType: logical.name }),
  });
