import { avroFingerprintShared } from './avro-fingerprint-shared.ts';
import { compatibilityUndecided } from './compatibility-undecided.ts';
import { contractDeprecated } from './contract-deprecated.ts';
import { contractUnused } from './contract-unused.ts';
import { INCOMPATIBLE_RULES } from './incompatible.ts';
import { jsonFormChanged } from './json-form-changed.ts';
import { definitionInvalid, projectMistaken, schemaInvalid } from './mistaken.ts';
import type { Rule } from './rule.ts';
import { schemaKeywordUnknown } from './schema-keyword-unknown.ts';
import { versionChanged } from './version-changed.ts';
import { versionDeleted } from './version-deleted.ts';
import { versionGap } from './version-gap.ts';

/** All rules by their names, which are stable: people and pages refer to them. */
export const RULES = {
  ...INCOMPATIBLE_RULES,
  'avro-fingerprint-shared': avroFingerprintShared,
  'json-form-changed': jsonFormChanged,
  'compatibility-undecided': compatibilityUndecided,
  'version-changed': versionChanged,
  'version-deleted': versionDeleted,
  'version-gap': versionGap,
  'schema-invalid': schemaInvalid,
  'schema-keyword-unknown': schemaKeywordUnknown,
  'contract-deprecated': contractDeprecated,
  'contract-unused': contractUnused,
  'project-mistaken': projectMistaken,
  'definition-invalid': definitionInvalid,
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
