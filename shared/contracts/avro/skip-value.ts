import type { AvroType, RecordType } from './avro-type.ts';
import type { ByteReader } from './byte-reader.ts';
import { Misread } from './misfit.ts';
import { RAW_READERS } from './raw-value.ts';

export type Skip = (from: ByteReader) => void;

/** Passes over a value that nobody asks for: not even its range matters. */
export function compileSkipper(type: AvroType, made: Map<AvroType, Skip>): Skip {
  switch (type.kind) {
    case 'record':
      return made.get(type) ?? recordSkipper(type, made);
    case 'array':
      return blocksSkipper(compileSkipper(type.items, made));
    case 'map': {
      const skipValue = compileSkipper(type.values, made);
      return blocksSkipper((from) => {
        from.bytes();
        skipValue(from);
      });
    }
    case 'union':
      return unionSkipper(type.branches.map((branch) => compileSkipper(branch, made)));
    case 'enum':
      return (from) => void from.long();
    case 'fixed':
      return (from) => void from.fixed(type.size);
    default:
      return type.kind === 'string' ? RAW_READERS.bytes : RAW_READERS[type.kind];
  }
}

/** Its fields are looked at when the first one is passed over: a schema may have more of them than there are values. */
function recordSkipper(type: RecordType, made: Map<AvroType, Skip>): Skip {
  let skips: readonly Skip[] | null = null;
  const skip: Skip = (from) => {
    skips ??= type.fields.map((field) => compileSkipper(field.type, made));
    from.enter();
    for (const skipField of skips) skipField(from);
    from.leave();
  };
  made.set(type, skip);
  return skip;
}

const blocksSkipper =
  (skipItem: Skip): Skip =>
  (from) => {
    from.enter();
    for (let count = from.blockCount(); count > 0; count = from.blockCount()) {
      for (let left = count; left > 0; left--) skipItem(from);
    }
    from.leave();
  };

const unionSkipper =
  (skips: readonly Skip[]): Skip =>
  (from) => {
    const skip = skips[Number(from.long())];
    if (skip === undefined) throw new Misread('malformed', 'a branch that the union does not have');
    skip(from);
  };
