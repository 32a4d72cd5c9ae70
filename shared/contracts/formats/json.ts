import { ContractDecodeError, ContractEncodeError } from '../errors.ts';
import { jsonTypeOf } from '../json-type.ts';
import type { Format } from './format.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** JSON text in UTF-8. Whether the value keeps its contract is another question. */
export const json: Format = {
  decode: ({ id }, bytes) => {
    try {
      return JSON.parse(strictUtf8.decode(bytes));
    } catch (error) {
      // What a parser says quotes the text, which may be personal data: it is not passed on.
      const reason = error instanceof SyntaxError ? 'not JSON' : 'not UTF-8';
      throw new ContractDecodeError(reason, `Cannot be read as ${id}: ${reason}.`);
    }
  },
  encode: (_, value) => {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return encoder.encode(text);
    throw new ContractEncodeError({ pointer: '', rule: 'json', expected: 'a JSON value', found: jsonTypeOf(value) });
  },
};
