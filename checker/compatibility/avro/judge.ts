/**
 * What Avro's resolution makes of a writer's and a reader's schema, by the codec's own rules but without making a codec:
 * one can compare thousands of versions in a second.
 */
import {
  AvroSchemaError,
  type AvroType,
  branchName,
  type Making,
  Resolution,
  sourcesOf,
} from '../../../shared/contracts/index.ts';
import type { Field, RecordType, UnionType } from './avro-schema.ts';

const NOTHING = () => undefined;

/** Makes no readers: asked is alone whether one could be made. */
const JUDGING: Making<void> = {
  scalar: () => NOTHING,
  symbol: () => NOTHING,
  array: () => NOTHING,
  map: () => NOTHING,
  wrapped: () => NOTHING,
  record: () => NOTHING,
};

/** Answers of one pair of schemas. */
export class Judge {
  readonly #resolution = new Resolution(JUDGING);

  /** Whether nothing of the writer's can be read, whatever its value. */
  refuses(writer: AvroType, reader: AvroType): boolean {
    try {
      this.#resolution.resolve(writer, reader);
      return false;
    } catch (error) {
      if (error instanceof AvroSchemaError) return true;
      throw error;
    }
  }

  /** The branch that a value goes into: the one of the same type, else the first that it can be read as. */
  branchFor(writer: AvroType, { branches }: UnionType): AvroType | null {
    const same = branches.filter((branch) => branch.kind === writer.kind && branchName(branch) === branchName(writer));
    return [...same, ...branches].find((branch) => !this.refuses(writer, branch)) ?? null;
  }
}

export type FieldPairs = {
  readonly pairs: readonly { readonly written: Field; readonly read: Field }[];
  /** The reader's fields that nobody writes and that have no default. */
  readonly missing: readonly Field[];
};

/** Which fields of a reader are read from which of a writer, in the writer's order. */
export function pairFields(writer: RecordType, reader: RecordType): FieldPairs {
  const sources = sourcesOf(writer, reader);
  const readBy = new Map([...sources].map(([read, written]) => [written, read]));
  return {
    pairs: writer.fields.flatMap((written) => {
      const read = readBy.get(written);
      return read === undefined ? [] : [{ written, read }];
    }),
    missing: reader.fields.filter((field) => !sources.has(field) && !('default' in field)),
  };
}
