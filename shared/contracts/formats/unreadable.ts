import type { Contract } from '../contract.ts';
import { ContractDecodeError, type DecodeReason } from '../errors.ts';

/** What is wrong with bytes, said where nobody knows which contract they should have been of. */
export class Unreadable extends Error {
  readonly reason: DecodeReason;

  constructor(reason: DecodeReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export const unreadable = (
  { id }: Contract,
  reason: DecodeReason,
  what: string,
  options: ErrorOptions = {},
): ContractDecodeError => new ContractDecodeError(reason, `Cannot be read as ${id}: ${reason}, ${what}.`, options);

/** What `read` answers; what it finds unreadable becomes the error that callers know. */
export function readAs<Result>(contract: Contract, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Unreadable) throw unreadable(contract, cause.reason, cause.message, { cause });
    throw cause;
  }
}
