import { ProjectError, placeText } from '../../project/index.ts';
import type { Diagnostic, InvalidDefinitionError } from '../engine/index.ts';
import { StartUpError } from './errors.ts';
import { startUpError } from './start-up-error.ts';

/** What a person is told when the project, or the data, keeps Baton from starting. */
export function projectStartUpError(error: unknown): unknown {
  if (!(error instanceof ProjectError)) return startUpError(error);
  const { code, what, fix, place } = error;
  return new StartUpError(`${placeText(place)}: ${what}`, { code, advice: fix, cause: error });
}

/** `file` as the user knows it. */
export function definitionError(error: InvalidDefinitionError, file: string): StartUpError {
  const [first, ...more] = error.diagnostics;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const what = first === undefined ? `${file}: ${error.message}` : `${file}:${diagnosticText(first)}${others}`;
  return new StartUpError(what, {
    code: error.code,
    advice: 'Mend the definition at that place; `baton dev` reads it again when you start it.',
    cause: error,
  });
}

/** `12:5: Missing 'Next' or 'End' (in /States/Ship)`: after a file's name and a colon. */
export function diagnosticText({ line, column, message, location }: Diagnostic): string {
  return `${line}:${column}: ${message}${location === null ? '' : ` (in ${location})`}`;
}
