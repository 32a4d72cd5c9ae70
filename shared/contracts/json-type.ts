/** The types of JSON Schema, with `integer` for what is one. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** What a value is called where its text must not be told; `nothing` for what JSON has no word for. */
export function jsonTypeOf(value: unknown): JsonType | 'nothing' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'boolean':
    case 'string':
    case 'object':
      return typeof value as JsonType;
    default:
      return 'nothing';
  }
}
