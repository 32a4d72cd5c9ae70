import type { Contract } from '../contract.ts';

/** One way to spell the values of a contract in bytes. */
export type Format = {
  /** The JSON form of what the bytes say. Throws `ContractDecodeError`. */
  readonly decode: (contract: Contract, bytes: Uint8Array) => unknown;
  /** The bytes of a value in JSON form. Throws `ContractEncodeError`. */
  readonly encode: (contract: Contract, value: unknown) => Uint8Array;
};
