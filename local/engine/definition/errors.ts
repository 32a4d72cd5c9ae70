import type { Diagnostic } from './diagnostic.ts';

export abstract class DefinitionError extends Error {
  abstract readonly code: string;
}

/** The text is no valid definition. Fix every diagnostic; the message is the sentence that AWS's API answers with. */
export class InvalidDefinitionError extends DefinitionError {
  override readonly name = 'InvalidDefinitionError';
  readonly code = 'INVALID_DEFINITION';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    const sentences = diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
    super(`Invalid State Machine Definition: '${sentences.join(', ')}'`, options);
    this.diagnostics = diagnostics;
  }
}
