/** A registry could not be asked. Named by what the caller does about it; an id that it does not know is no error. */
export abstract class RegistryError extends Error {
  abstract readonly code: string;
}

/** The registry is busy or away: worth another try. */
export class TransientRegistryError extends RegistryError {
  override readonly name = 'Registry.Transient';
  readonly code = 'REGISTRY_TRANSIENT';
}

/** The registry refuses what is asked of it, and will again: somebody has to change something. */
export class SystemicRegistryError extends RegistryError {
  override readonly name = 'Registry.Systemic';
  readonly code = 'REGISTRY_SYSTEMIC';
}
