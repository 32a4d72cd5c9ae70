import type { Json } from '../expressions/index.ts';
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
    catch: rows(fields, 'Catch', (row) => catcher(row, language)),
  };
}

function rows<Row>(fields: Fields, name: string, read: (row: Fields) => Row): readonly Row[] {
  const objects = fields.objects(name);
  objects.forEach((row, index) => {
    row.require('ErrorEquals');
    checkErrorEquals(row, index === objects.length - 1);
  });
  return objects.map(read);
}

function checkErrorEquals(row: Fields, isLast: boolean): void {
  const names = row.nonEmptyList('ErrorEquals');
  if (names.some((name) => typeof name !== 'string')) {
    row.wrong('ErrorEquals', 'Expected value of type String');
  }
  const all = names.indexOf('States.ALL');
  if (all !== -1 && (names.length > 1 || !isLast)) {
    row.report([...row.at('ErrorEquals'), all], 'States.ALL must appear alone and at end of list');
  }
}

function errorNames(row: Fields): readonly string[] {
  const isName = (name: Json): name is string => typeof name === 'string';
  return (row.list('ErrorEquals') ?? []).filter(isName);
}

function retrier(row: Fields): Retrier {
  row.allowOnly(RETRIER_FIELDS);
  return {
    errorEquals: errorNames(row),
    intervalSeconds: row.number('IntervalSeconds', { min: 0, max: MAX_SECONDS }) ?? 1,
    maxAttempts: row.number('MaxAttempts', { min: 0, max: MAX_RETRY_ATTEMPTS }) ?? 3,
    backoffRate: row.number('BackoffRate', { min: 1, integer: false }) ?? 2,
    maxDelaySeconds: row.number('MaxDelaySeconds', { min: 1, max: MAX_RETRY_DELAY_SECONDS }) ?? null,
    jitter: row.oneOf('JitterStrategy', ['NONE', 'FULL']) ?? 'NONE',
  };
}

function catcher(row: Fields, language: QueryLanguage): Catcher {
  allowFields(row, CATCHER_FIELDS, language);
  row.require('Next');
  return { errorEquals: errorNames(row), next: row.string('Next') ?? '', flow: dataFlow(row, language, 'errorOutput') };
}
