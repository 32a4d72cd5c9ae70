import type { Contract } from '../contract.ts';
import { ContractDecodeError, ContractEncodeError, type DecodeReason } from '../errors.ts';
import { jsonTypeOf } from '../json-type.ts';
import type { Format } from './format.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** How deep a value may be nested, as in Avro: what walks over it later is recursive. */
export const MAX_JSON_DEPTH = 500;

/** Text that may hold such a number, in a string perhaps: 16 digits in a row, or an exponent that reaches infinity. */
const SUSPICIOUS = /\d{16}|\d[eE]\+?(?:\d{4}|[2-9]\d\d)/;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[{\]}]|-?\d[\d.eE+-]*/g;
const INTEGER = /^-?\d+$/;

/** JSON text in UTF-8. Whether the value keeps its contract is another question. */
export const json: Format = {
  provesForm: () => false,
  decode: (contract, bytes) => {
    const text = textOf(contract, bytes);
    const value = parsedText(contract, text);
    if (SUSPICIOUS.test(text) || mayBeDeep(bytes)) refuseWhatIsLost(contract, text);
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

/** Whether there are so many brackets that they could be too many around each other. */
function mayBeDeep(bytes: Uint8Array): boolean {
  if (bytes.length <= 2 * MAX_JSON_DEPTH) return false;
  let opening = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0x5b || bytes[at] === 0x7b) opening++;
  return opening > MAX_JSON_DEPTH;
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
