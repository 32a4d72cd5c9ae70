import { StoreError } from '../engine/index.ts';
import { SourceError } from '../sources/index.ts';
import { StartUpError } from './errors.ts';

/** What a person is told when data keeps Baton from starting; what is nobody's fault but ours stays as it is. */
export function startUpError(error: unknown): unknown {
  return error instanceof SourceError || error instanceof StoreError ? withAdvice(error) : error;
}

/** These parts word an error as `what is wrong: what to do`, the latter after the last colon or semicolon. */
function withAdvice(error: SourceError | StoreError): StartUpError {
  const [, what = error.message, advice = ''] = /^(.*)[:;] ([^:;]+)$/s.exec(error.message) ?? [];
  return new StartUpError(what, { code: error.code, advice: sentence(advice), cause: error });
}

const sentence = (text: string): string =>
  text === '' ? 'Mend that, and start again.' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
