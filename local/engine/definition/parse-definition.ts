import { type Diagnostic, locationOf, type Report } from './diagnostic.ts';
import { InvalidDefinitionError } from './errors.ts';
import { Fields } from './fields.ts';
import { MAX_SECONDS } from './limits.ts';
import type { Program } from './program.ts';
import { type Reading, readQueryLanguage, readScope } from './read-scope.ts';
import { readSource } from './source.ts';
import { timeLimit } from './time-limit.ts';
import { checkVariables } from './variables.ts';

export type DefinitionOptions = {
  /** Express workflows refuse what waits: `.sync` and `.waitForTaskToken`. */
  readonly workflowType?: 'STANDARD' | 'EXPRESS';
};

const MACHINE_FIELDS = new Set(['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version']);

/**
 * Reads a definition from JSON or YAML text and compiles all of it.
 * Throws InvalidDefinitionError with everything that is wrong with it.
 */
export function parseDefinition(text: string, options: DefinitionOptions = {}): Program {
  const source = readSource(text);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (place, message, code = 'SCHEMA_VALIDATION_FAILED', member) => {
    const position = source.positionOf(member === undefined ? place : [...place, member]);
    diagnostics.push({ code, message, location: locationOf(place, code), ...position });
  };
  const fields = Fields.of([], source.value, report);
  const program = fields === null ? null : readProgram(fields, options);
  if (program === null || diagnostics.length > 0) {
    throw new InvalidDefinitionError(diagnostics);
  }
  return program;
}

function readProgram(fields: Fields, { workflowType = 'STANDARD' }: DefinitionOptions): Program {
  fields.allowOnly(MACHINE_FIELDS);
  const reading: Reading = {
    language: readQueryLanguage(fields) ?? 'JSONPath',
    express: workflowType === 'EXPRESS',
    scopes: [],
    names: new Set(),
    variables: [],
  };
  fields.oneOf('Version', ['1.0']);
  readScope(fields, reading);
  checkVariables(reading, fields.report);
  return {
    comment: fields.string('Comment') ?? null,
    timeoutSeconds: timeLimit(workflowType, fields.number('TimeoutSeconds', { min: 0, max: MAX_SECONDS }) ?? null),
    workflowType,
    scopes: reading.scopes,
  };
}
