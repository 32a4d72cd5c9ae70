import type { Contract } from '../contract.ts';
import { avroSingleObject } from './avro-single-object.ts';
import { cloudevents } from './cloudevents.ts';
import { confluent } from './confluent.ts';
import type { Format } from './format.ts';
import { glue } from './glue.ts';
import { json } from './json.ts';
import type { Framing, Surroundings, WireHeaders, WriterId } from './wire.ts';

const FORMATS = {
  json,
  'avro-single-object': avroSingleObject,
  confluent,
  glue,
  cloudevents,
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

/**
 * The schema that a record says to be written with, for formats whose writers a registry knows: it is asked before
 * `decode`, which is given the answer. Null when there is nothing to ask.
 */
export const writerId = (format: FormatName, bytes: Uint8Array, headers: WireHeaders): WriterId | null =>
  formatOf(format).writerId?.(bytes, headers) ?? null;
