import type { PlainKind } from './avro-type.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Raw } from './scalar.ts';

/** How each plain type lies in the bytes, for reading. */
export const RAW_READERS = {
  null: () => null,
  boolean: (from) => from.boolean(),
  int: (from) => from.int(),
  long: (from) => from.long(),
  float: (from) => from.float(),
  double: (from) => from.double(),
  bytes: (from) => from.bytes(),
  string: (from) => from.string(),
} as const satisfies Record<PlainKind, (from: ByteReader) => Raw>;

/** How each plain type and a fixed lie in the bytes, for writing. */
export const RAW_WRITERS = {
  null: () => {},
  boolean: (to, raw) => to.boolean(raw as boolean),
  int: (to, raw) => to.long(raw as number),
  long: (to, raw) => to.long(raw as number | bigint),
  float: (to, raw) => to.float(raw as number),
  double: (to, raw) => to.double(raw as number),
  bytes: (to, raw) => to.bytes(raw as Uint8Array),
  string: (to, raw) => to.string(raw as string),
  fixed: (to, raw) => to.fixed(raw as Uint8Array),
} as const satisfies Record<PlainKind | 'fixed', (to: ByteWriter, raw: Raw) => void>;
