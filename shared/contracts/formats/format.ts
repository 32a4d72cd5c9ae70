import type { Contract } from '../contract.ts';

/** One way to spell the values of a contract in bytes. */
export type Format = {
  /** What `decode` gives fits its contract, since it is made by the contract's own schema: nobody checks it again. */
  readonly provesForm: boolean;
  /** The JSON form of what the bytes say. Throws `ContractDecodeError`. */
  readonly decode: (contract: Contract, bytes: Uint8Array) => unknown;
  /** The bytes of a value in JSON form. Throws `ContractEncodeError`. */
  readonly encode: (contract: Contract, value: unknown) => Uint8Array;
};
