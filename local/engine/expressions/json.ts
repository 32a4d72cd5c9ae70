/**
 * Owns how JSON text becomes values and text again without losing numbers: a literal that a double would not write
 * back as it was (`1.0`, `1e3`, `-0`, 2^60) is kept as a raw number (`JSON.rawJSON`) that remembers its text.
 */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** The two parts of ECMAScript's "JSON.parse source text access" that the compiler's library does not know yet. */
type SourceTextJson = {
  parse(text: string, reviver: (key: string, value: Json, context: { source?: string }) => Json): Json;
  rawJSON(text: string): Json;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
};
const sourceText = JSON as unknown as SourceTextJson;

/** Text that may hold such a literal, strings included: exponent, 16 digits or more, trailing zeros, minus zero, tiny. */
const SUSPICIOUS = /\d[eE]|[\d.]{16}|\.\d*0(?!\d)|-0(?![.\d])|0\.000000/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** How deep data may be nested: everything that walks over it is recursive. AWS's JSON library has this default. */
export const MAX_JSON_DEPTH = 1000;

/** Parses JSON text; throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): Json {
  refuseDeep(text);
  if (!SUSPICIOUS.test(text) || survivesDoubles(text)) {
    return JSON.parse(text) as Json;
  }
  return sourceText.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? sourceText.rawJSON(source) : value,
  );
}

export function writeJson(value: Json): string {
  return JSON.stringify(value);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Looks at codes: every text that a step reads passes here, and characters would be texts of their own. */
function refuseDeep(text: string): void {
  if (text.length < 2 * MAX_JSON_DEPTH) {
    return;
  }
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth += 1;
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        depth -= 1;
        break;
    }
    if (depth > MAX_JSON_DEPTH) {
      throw new SyntaxError(`JSON is nested more than ${MAX_JSON_DEPTH} levels deep`);
    }
  }
}

/** Where the string that starts at `start` ends; the text's end when it does not. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}

function survivesDoubles(text: string): boolean {
  for (const token of text.match(STRING_OR_NUMBER) ?? []) {
    if (token[0] !== '"' && String(Number(token)) !== token) {
      return false;
    }
  }
  return true;
}

/** The number that a value is, raw or not; undefined when it is none. */
export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return sourceText.isRawJSON(value) ? Number(value.rawJSON) : undefined;
}

/** The same value with every raw number as a double: itself, when it holds none. */
export function toDoubles(value: Json): Json {
  const known = typeof value === 'object' && value !== null ? converted.get(value) : undefined;
  const result = known ?? convert(value);
  if (typeof value === 'object' && value !== null && typeof result === 'object' && result !== null) {
    converted.set(value, result);
  }
  return result;
}

/** Values do not change, so what was converted once (a state's input, for each of its fields) need not be again. */
const converted = new WeakMap<object, Json>();

function convert(value: Json): Json {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (sourceText.isRawJSON(value)) {
    return Number(value.rawJSON);
  }
  return Array.isArray(value) ? convertItems(value) : convertMembers(value);
}

function convertItems(items: Json[]): Json[] {
  let changed: Json[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as Json;
    const plain = convert(item);
    if (plain !== item) {
      changed ??= [...items];
      changed[index] = plain;
    }
  }
  return changed ?? items;
}

function convertMembers(object: JsonObject): JsonObject {
  let changed: JsonObject | undefined;
  for (const name of Object.keys(object)) {
    const member = object[name] as Json;
    const plain = convert(member);
    if (plain !== member) {
      changed ??= { ...object };
      setMember(changed, name, plain);
    }
  }
  return changed ?? object;
}

/** The name that JSON has for a value's type. */
export function jsonTypeOf(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return sourceText.isRawJSON(value) ? 'number' : (typeof value as 'boolean' | 'number' | 'string' | 'object');
}

/** True of `{…}`, false of arrays, null and raw numbers. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !sourceText.isRawJSON(value);
}

/** Sets an own property whatever its name: `__proto__` is a name like any other in JSON. */
export function setMember(object: JsonObject, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}
