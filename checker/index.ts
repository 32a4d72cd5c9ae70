/**
 * What can be said of a project without running it. Owns the rules, and whether versions are compatible. Owns no I/O:
 * who calls it has read the files, knows the day, and compiles validators.
 */
export { checkRules } from './check-rules.ts';
export type { Compatibility, Incompatibility } from './compatibility/answer.ts';
export { type JsonFormChange, jsonFormChanges } from './compatibility/avro/json-form-changes.ts';
export { compatibility } from './compatibility/compatibility.ts';
export type { CompileValidator, ContractSchema } from './compatibility/contract-schema.ts';
export { type SchemaChange, schemaChanges } from './compatibility/schema-changes.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
export { readContractSchema } from './rules/compare-versions.ts';
export type { ChangedFile, CheckInput, ContractUse, History, Mistake } from './rules/facts.ts';
export { RULES, type RuleId } from './rules/index.ts';
