import { StoreError } from '../engine/index.ts';
import { SourceError } from '../sources/index.ts';
import { StartUpError } from './errors.ts';

/** What a person is told when data keeps Baton from starting; what is nobody's fault but ours stays as it is. */
export function startUpError(error: unknown): unknown {
  if (!(error instanceof SourceError || error instanceof StoreError)) return error;
  return UNAVAILABLE.has(error.code) ? unavailable(error) : withAdvice(error);
}

/** The disk is full, or a file may not be written: the error ends with the system's reason. */
const UNAVAILABLE: ReadonlySet<string> = new Set(['LOG_UNAVAILABLE', 'STORE_UNAVAILABLE']);

function unavailable(error: SourceError | StoreError): StartUpError {
  const advice = 'See that there is room on the disk and that you may write there, then start again.';
  return new StartUpError(error.message, { code: error.code, advice, cause: error });
}

/** All others are worded as `what is wrong: what to do`, the latter after the last colon or semicolon. */
function withAdvice(error: SourceError | StoreError): StartUpError {
  const [, what = error.message, advice = ''] = /^(.*)[:;] ([^:;]+)$/s.exec(error.message) ?? [];
  return new StartUpError(what, { code: error.code, advice: sentence(advice), cause: error });
}

const sentence = (text: string): string =>
  text === '' ? 'Mend that, and start again.' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
