import type { Contract } from '../contract.ts';
import { avroSingleObject } from './avro-single-object.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';

const FORMATS = {
  json,
  'avro-single-object': avroSingleObject,
} as const satisfies Record<string, Format>;

/** The wire formats that a trigger or a signal may name. */
export type FormatName = keyof typeof FORMATS;

/** The JSON form of a record's value. Throws `ContractDecodeError` for bytes that are none. */
export const decode = (format: FormatName, contract: Contract, bytes: Uint8Array): unknown =>
  FORMATS[format].decode(contract, bytes);

/** Whether what `decode` gives fits its contract whatever the bytes are; else it is still to be validated. */
export const provesForm = (format: FormatName): boolean => FORMATS[format].provesForm;

/** The bytes of a value in JSON form. Throws `ContractEncodeError` for a value that has none. */
export const encode = (format: FormatName, contract: Contract, value: unknown): Uint8Array =>
  FORMATS[format].encode(contract, value);
