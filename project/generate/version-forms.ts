import type { JsonSchema } from '../../shared/contracts/index.ts';
import { compileSchema } from '../compile-schema.ts';
import type { SubjectVersion } from '../model.ts';
import { fingerprintOf, typeName } from './generated-files.ts';
import { typescriptTypesOf } from './typescript-type.ts';

/** What a version is to those who meet its values. */
export type VersionForms = {
  readonly fingerprint: string;
  /** What producers write. */
  readonly jsonForm: JsonSchema;
  /** Declarations, as the generated module has them. */
  readonly typescript: string;
};

/** Throws `ProjectError` where the schema, in `file`, does not compile. */
export function versionForms(version: SubjectVersion, file: string): VersionForms {
  const { closed } = compileSchema(version, file);
  const { declarations } = typescriptTypesOf(closed, typeName(version.id));
  return { fingerprint: fingerprintOf(version), jsonForm: closed, typescript: declarations };
}
