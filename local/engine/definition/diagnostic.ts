export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'MISSING_END_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME'
  | 'INVALID_LABEL_NAME'
  | 'DUPLICATE_LABEL_NAME'
  | 'INVALID_VARIABLE_NAME'
  | 'RESERVED_VARIABLE_NAME'
  | 'DUPLICATE_VARIABLE_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION';

/**
 * What is wrong where: `location` as AWS writes it (`/States/Ship/Next`), null for what is wrong with the whole; line
 * and column count from 1.
 */
export type Diagnostic = {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly location: string | null;
  readonly line: number;
  readonly column: number;
};

/** The way to a place in the text: member names and list indexes. */
export type Place = readonly (string | number)[];

/**
 * Collects what is wrong, so that all of it is told at once. `member` is what the message is about where AWS gives the
 * place around it.
 */
export type Report = (place: Place, message: string, code?: DiagnosticCode, member?: string) => void;

/** `/States/Fan/Branches[0]/States/Ship`, and `/` for the whole; AWS gives none for a workflow that cannot end. */
export function locationOf(place: Place, code?: DiagnosticCode): string | null {
  if (code === 'MISSING_END_STATE') {
    return null;
  }
  const steps = place.map((step) => (typeof step === 'number' ? `[${step}]` : `/${step}`));
  return steps.join('') || '/';
}
