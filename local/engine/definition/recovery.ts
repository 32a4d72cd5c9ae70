import { dataFlow } from './compile-fields.ts';
import type { Fields } from './fields.ts';
import { allowFields, type LanguageFields } from './language-fields.ts';
import { MAX_RETRY_ATTEMPTS, MAX_RETRY_DELAY_SECONDS, MAX_SECONDS } from './limits.ts';
import type { Catcher, QueryLanguage, Recovery, Retrier } from './program.ts';

const RETRIER_FIELDS = new Set([
  'Comment',
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
]);
const CATCHER_FIELDS: LanguageFields = {
  both: ['Comment', 'ErrorEquals', 'Next', 'Assign'],
  JSONPath: ['ResultPath'],
  JSONata: ['Output'],
};

/** Retry and Catch of a Task, Parallel or Map. https://states-language.net/#errors */
export function recovery(fields: Fields, language: QueryLanguage): Recovery {
  return {
    retry: rows(fields, 'Retry', retrier),
    catch: rows(fields, 'Catch', (row, errorEquals) => catcher(row, errorEquals, language)),
  };
}

function rows<Row>(
  fields: Fields,
  name: string,
  read: (row: Fields, errorEquals: readonly string[]) => Row,
): readonly Row[] {
  const objects = fields.objects(name);
  return objects.map((row, index) => {
    row.require('ErrorEquals');
    return read(row, errorNames(row, index === objects.length - 1));
  });
}

function errorNames(row: Fields, isLast: boolean): readonly string[] {
  const names = row.nonEmptyList('ErrorEquals');
  if (names.some((name) => typeof name !== 'string')) {
    row.wrong('ErrorEquals', 'Expected value of type String');
  }
  const all = names.indexOf('States.ALL');
  if (all !== -1 && (names.length > 1 || !isLast)) {
    row.report([...row.at('ErrorEquals'), all], 'States.ALL must appear alone and at end of list');
  }
  return names.filter((name): name is string => typeof name === 'string');
}

function retrier(row: Fields, errorEquals: readonly string[]): Retrier {
  row.allowOnly(RETRIER_FIELDS);
  return {
    errorEquals,
    intervalSeconds: row.number('IntervalSeconds', { min: 0, max: MAX_SECONDS }) ?? 1,
    maxAttempts: row.number('MaxAttempts', { min: 0, max: MAX_RETRY_ATTEMPTS }) ?? 3,
    backoffRate: row.number('BackoffRate', { min: 1, integer: false }) ?? 2,
    maxDelaySeconds: row.number('MaxDelaySeconds', { min: 1, max: MAX_RETRY_DELAY_SECONDS }) ?? null,
    jitter: row.oneOf('JitterStrategy', ['NONE', 'FULL']) ?? 'NONE',
  };
}

function catcher(row: Fields, errorEquals: readonly string[], language: QueryLanguage): Catcher {
  allowFields(row, CATCHER_FIELDS, language);
  row.require('Next');
  return { errorEquals, next: row.string('Next') ?? '', flow: dataFlow(row, language, 'errorOutput') };
}
