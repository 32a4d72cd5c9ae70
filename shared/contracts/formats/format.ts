import type { Contract } from '../contract.ts';
import type { Framing, Surroundings, WriterId } from './wire.ts';

/** One way to spell the values of a contract in bytes. */
export type Format = {
  /** Whether what `decode` gives fits its contract, being made by the contract's own schema: nobody checks it again. */
  readonly provesForm: (contract: Contract) => boolean;
  /** The JSON form of what the bytes say. Throws `ContractDecodeError`. */
  readonly decode: (contract: Contract, bytes: Uint8Array, around: Surroundings) => unknown;
  /**
   * What `JSON.stringify` makes of what `decode` gives, byte for byte, where the format has a shorter way to it than
   * over the value. Throws what `decode` throws.
   */
  readonly decodeText?: (contract: Contract, bytes: Uint8Array, around: Surroundings) => string;
  /** The bytes of a value in JSON form. Throws `ContractEncodeError`. */
  readonly encode: (contract: Contract, value: unknown, framing: Framing) => Uint8Array;
  /**
   * The schema that a record says to be written with, where a registry has to be asked for it before `decode`; null
   * when the record says none, which `decode` complains about.
   */
  readonly writerId?: (bytes: Uint8Array, headers: Surroundings['headers']) => WriterId | null;
};
