import { explain, type Violation } from '../contracts/index.ts';

/** Why a record can never succeed: one word for machines, a sentence for people. Holds no value of the payload. */
export type Rejection = { readonly errorClass: RejectionClass; readonly message: string };

export type RejectionClass = 'undecodable' | 'contract-violation' | 'too-large' | 'no-identity' | 'name-clash';

/** The rejection of a value that breaks its contract. */
export const contractRejection = (contract: string, violations: readonly Violation[]): Rejection => ({
  errorClass: 'contract-violation',
  message: `Breaks ${contract}: ${explain(violations)}.`,
});
