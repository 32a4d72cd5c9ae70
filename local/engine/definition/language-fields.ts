import type { Fields } from './fields.ts';
import type { QueryLanguage } from './program.ts';

/** The fields that an object may have: in both query languages, and in one. */
export type LanguageFields = {
  readonly both: readonly string[];
  readonly JSONPath: readonly string[];
  readonly JSONata: readonly string[];
};

/** Reports the fields of the other query language, and those that are in neither. */
export function allowFields(fields: Fields, allowed: LanguageFields, language: QueryLanguage): void {
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  const known = new Set([...allowed.both, ...allowed[language]]);
  const foreign = allowed[other].filter((name) => fields.has(name) && !known.has(name));
  for (const name of foreign) {
    const only = `field '${name}' is only supported for the '${other}' QueryLanguage`;
    fields.refuse(name, `The QueryLanguage is set to '${language}', but ${only}`);
  }
  fields.allowOnly(new Set([...known, ...foreign]));
}

/** What the field is called that says what is called with. */
export function argumentsName(language: QueryLanguage): 'Arguments' | 'Parameters' {
  return language === 'JSONata' ? 'Arguments' : 'Parameters';
}
