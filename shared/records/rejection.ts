import { explain, type Violation } from '../contracts/index.ts';

/** Why a record can never succeed: one word for machines, a sentence for people. Holds no value of the payload. */
export type Rejection = { readonly errorClass: RejectionClass; readonly message: string };

/** A pointer into a payload names its members, which may be as long as the payload; a header has no such room. */
const MAX_MESSAGE_LENGTH = 4_000;

export const rejection = (errorClass: RejectionClass, message: string): Rejection => ({
  errorClass,
  message: message.length <= MAX_MESSAGE_LENGTH ? message : `${message.slice(0, MAX_MESSAGE_LENGTH - 1)}…`,
});

export type RejectionClass = 'undecodable' | 'contract-violation' | 'too-large' | 'no-identity' | 'name-clash';

/** The rejection of a value that breaks its contract. */
export const contractRejection = (contract: string, violations: readonly Violation[]): Rejection =>
  rejection('contract-violation', `Breaks ${contract}: ${explain(violations)}.`);
