/** A JSON Schema cannot be what it is. `pointer` is where in its document. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code: 'INVALID_SCHEMA' | 'UNKNOWN_REFERENCE' | 'ENDLESS_REFERENCE' | 'TOO_MANY_REFERENCES';
  readonly pointer: string;

  constructor(code: SchemaError['code'], message: string, pointer: string) {
    super(message);
    this.code = code;
    this.pointer = pointer;
  }
}
