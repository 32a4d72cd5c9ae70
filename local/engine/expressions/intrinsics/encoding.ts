import { hashText } from '../hash.ts';
import { type Json, writeJson } from '../json.ts';

/** AWS's bound on what is encoded, decoded or hashed. */
export const MAX_ENCODED_CHARACTERS = 10_000;

export const encodingIntrinsics = {
  'States.Base64Encode': ([text]: readonly Json[]) => (isShortText(text) ? encode(text) : undefined),

  'States.Base64Decode': ([text]: readonly Json[]) => (isShortText(text) ? decode(text) : undefined),

  'States.Hash': ([data, algorithm]: readonly Json[]) => {
    const text = typeof data === 'string' ? data : writeJson(data ?? null);
    return data !== undefined && isShortText(text) && typeof algorithm === 'string'
      ? hashText(text, algorithm)
      : undefined;
  },
};

function isShortText(value: Json | undefined): value is string {
  return typeof value === 'string' && value.length <= MAX_ENCODED_CHARACTERS;
}

function encode(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join(''));
}

/** Padding may be left out, but is not half there. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function decode(text: string): string | undefined {
  if (!BASE64.test(text)) {
    return undefined;
  }
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
