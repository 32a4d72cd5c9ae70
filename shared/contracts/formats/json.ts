import type { Contract } from '../contract.ts';
import { ContractDecodeError, ContractEncodeError, type DecodeReason } from '../errors.ts';
import { jsonTypeOf } from '../json-type.ts';
import type { Format } from './format.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** How deep a value may be nested, as in Avro: what walks over it later is recursive. */
export const MAX_JSON_DEPTH = 500;

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[{\]}]|-?\d[\d.eE+-]*/g;
const INTEGER = /^-?\d+$/;

/** JSON text in UTF-8. Whether the value keeps its contract is another question. */
export const json: Format = {
  provesForm: () => false,
  decode: (contract, bytes) => {
    const text = textOf(contract, bytes);
    const value = parsedText(contract, text);
    if (mayBeLost(value, MAX_JSON_DEPTH)) refuseWhatIsLost(contract, text);
    return value;
  },
  encode: (_, value) => {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return encoder.encode(text);
    throw new ContractEncodeError({ pointer: '', rule: 'json', expected: 'a JSON value', found: jsonTypeOf(value) });
  },
};

function textOf(contract: Contract, bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw unreadable(contract, 'not UTF-8');
  }
}

function parsedText(contract: Contract, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What a parser says quotes the text, which may be personal data: it is not passed on.
    throw unreadable(contract, 'not JSON');
  }
}

const BEYOND_INTEGERS = 2 ** 53;

const isBeyond = (number: number): boolean => number >= BEYOND_INTEGERS || number <= -BEYOND_INTEGERS;

/** Whether a value has a number that may have been rounded, or is nested too deeply; its text says which. */
function mayBeLost(value: unknown, depthLeft: number): boolean {
  if (typeof value === 'number') return isBeyond(value);
  return typeof value === 'object' && value !== null && partsMayBeLost(value, depthLeft);
}

/** Asks no more of plain parts than it must: every record that comes as JSON is walked. */
function partsMayBeLost(value: object, depthLeft: number): boolean {
  if (depthLeft === 0) return true;
  if (Array.isArray(value)) return value.some((item) => mayBeLost(item, depthLeft - 1));
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in members) if (mayBeLost(members[name], depthLeft - 1)) return true;
  return false;
}

/** Of text that is JSON. A fraction may be rounded, as doubles are; an integer that is rounded is another one. */
function refuseWhatIsLost(contract: Contract, text: string): void {
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    else if (INTEGER.test(token) && !Number.isSafeInteger(Number(token))) {
      throw unreadable(contract, 'not in range', 'an integer beyond ±(2^53 − 1), which would be rounded');
    } else if (token[0] !== '"' && !Number.isFinite(Number(token))) {
      throw unreadable(contract, 'not in range', 'a number beyond what a double holds');
    }
    if (depth > MAX_JSON_DEPTH) {
      throw unreadable(contract, 'too large', `values nested deeper than ${MAX_JSON_DEPTH}`);
    }
  }
}

const unreadable = ({ id }: Contract, reason: DecodeReason, what?: string): ContractDecodeError =>
  new ContractDecodeError(reason, `Cannot be read as ${id}: ${reason}${what === undefined ? '' : `, ${what}`}.`);
