import { InvalidDefinitionError } from './errors.ts';
import type { Program } from './program.ts';

export type DefinitionOptions = { readonly workflowType?: 'STANDARD' | 'EXPRESS' };

export function parseDefinition(_text: string, _options: DefinitionOptions = {}): Program {
  throw new InvalidDefinitionError([]);
}
