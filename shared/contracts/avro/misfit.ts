import type { DecodeReason } from '../errors.ts';
import { jsonTypeOf } from '../json-type.ts';

/** Bytes that cannot be read as a type. Gathers where on its way out: each type adds its own step to the path. */
export class Misread extends Error {
  readonly reason: DecodeReason;
  readonly path: (string | number)[] = [];

  constructor(reason: DecodeReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A JSON value that cannot be written as a type. Gathers where on its way out, and holds nothing of the value. */
export class Miswrite extends Error {
  readonly expected: string;
  readonly found: string;
  readonly path: (string | number)[] = [];

  constructor(expected: string, value: unknown) {
    super(`expected ${expected}`);
    this.expected = expected;
    this.found = jsonTypeOf(value);
  }
}

/** Throws again what `step` failed with, having said that it was there. */
export function failAt(step: string | number, error: unknown): never {
  if (error instanceof Misread || error instanceof Miswrite) error.path.unshift(step);
  throw error;
}
