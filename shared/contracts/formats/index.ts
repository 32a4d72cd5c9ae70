import type { Contract } from '../contract.ts';
import { avroSingleObject } from './avro-single-object.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import type { Framing, Surroundings } from './wire.ts';

const FORMATS = {
  json,
  'avro-single-object': avroSingleObject,
} as const satisfies Record<string, Format>;

/** The wire formats that a trigger or a signal may name. */
export type FormatName = keyof typeof FORMATS;

const formatOf = (name: FormatName): Format => FORMATS[name];

const NOTHING_AROUND: Surroundings = { headers: [], writers: new Map() };

/** The JSON form of a record's value. Throws `ContractDecodeError` for bytes that are none. */
export const decode = (
  format: FormatName,
  contract: Contract,
  bytes: Uint8Array,
  around: Surroundings = NOTHING_AROUND,
): unknown => formatOf(format).decode(contract, bytes, around);

/** The JSON form of a record's value as text. Throws `ContractDecodeError` for bytes that are none. */
export function decodeText(
  name: FormatName,
  contract: Contract,
  bytes: Uint8Array,
  around: Surroundings = NOTHING_AROUND,
): string {
  const format = formatOf(name);
  return format.decodeText?.(contract, bytes, around) ?? JSON.stringify(format.decode(contract, bytes, around));
}

/** Whether what `decode` gives fits its contract whatever the bytes are; else it is still to be validated. */
export const provesForm = (format: FormatName, contract: Contract): boolean => formatOf(format).provesForm(contract);

/** The bytes of a value in JSON form. Throws `ContractEncodeError` for a value that has none. */
export const encode = (format: FormatName, contract: Contract, value: unknown, framing: Framing = {}): Uint8Array =>
  formatOf(format).encode(contract, value, framing);
