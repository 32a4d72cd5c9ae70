export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION';

/** What is wrong where: `location` as AWS writes it (`/States/Ship/Next`), line and column count from 1. */
export type Diagnostic = {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly location: string;
  readonly line: number;
  readonly column: number;
};

/** The way to a place in the text: member names and list indexes. */
export type Place = readonly (string | number)[];

/** Collects what is wrong, so that all of it is told at once. */
export type Report = (place: Place, message: string, code?: DiagnosticCode) => void;

/** `/States/Fan/Branches[0]/States/Ship`, and `/` for the whole. */
export function locationOf(place: Place): string {
  const steps = place.map((step) => (typeof step === 'number' ? `[${step}]` : `/${step}`));
  return steps.join('') || '/';
}
