/** Why a project cannot be turned into a stack; `code` is stable, the message says what, where and what to do. */
export class DeployError extends Error {
  override readonly name: string = 'DeployError';
  readonly code: string = 'DEPLOY';
}

/** A setting of the stage is missing or is none: serverless.yml is to be mended. */
export class StageSettingError extends DeployError {
  override readonly name = 'StageSettingError';
  override readonly code = 'STAGE_SETTING';
}

/** A definition calls what no permission is known for: the table of integrations is to be extended. */
export class UnknownIntegrationError extends DeployError {
  override readonly name = 'UnknownIntegrationError';
  override readonly code = 'UNKNOWN_INTEGRATION';
}

/** A definition names a substitution that stands for nothing: the definition is to be mended. */
export class UnknownSubstitutionError extends DeployError {
  override readonly name = 'UnknownSubstitutionError';
  override readonly code = 'UNKNOWN_SUBSTITUTION';
}

/** Names from the project clash in the template, where only letters and digits count: one of them is to be renamed. */
export class LogicalIdClashError extends DeployError {
  override readonly name = 'LogicalIdClashError';
  override readonly code = 'LOGICAL_ID_CLASH';
}

/** A bundled function is not what Lambda would load: the function is to be mended. */
export class BrokenBundleError extends DeployError {
  override readonly name = 'BrokenBundleError';
  override readonly code = 'BROKEN_BUNDLE';
}
