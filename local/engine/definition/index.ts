/**
 * Owns how definition text (JSON or YAML) becomes a program, and every error that can be seen without running it.
 * Does not own what states do: that is the machine's.
 */
export type { Condition } from './choice-rule.ts';
export { type Comparator, type Comparison, comparatorRow } from './comparator.ts';
export type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
export { DefinitionError, InvalidDefinitionError } from './errors.ts';
export { MAX_SECONDS } from './limits.ts';
export { type DefinitionOptions, parseDefinition } from './parse-definition.ts';
export { LONE_STATE, loneProgram, parseState } from './parse-state.ts';
export type * from './program.ts';
export { parseTimestamp } from './timestamp.ts';
export { variableReferences } from './variable-references.ts';
