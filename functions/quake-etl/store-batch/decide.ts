import type { Input, Output } from '../../../generated/functions/quake-etl/store-batch.ts';

export type StoredObject = { readonly bucket: string; readonly key: string; readonly body: Uint8Array };

/** One object a batch, named by the caller: storing the same batch again replaces the object by its equal. */
export function storeBatch(
  { bucket, key, rows }: Input,
  writeContainer: (rows: Input['rows']) => Uint8Array,
): { object: StoredObject; output: Output } {
  const body = writeContainer(rows);
  return { object: { bucket, key, body }, output: { bucket, key, rows: rows.length, bytes: body.byteLength } };
}
