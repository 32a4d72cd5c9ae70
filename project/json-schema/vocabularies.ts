import type { LoadSchema } from './schema-index.ts';

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const VALIDATION = 'https://json-schema.org/draft/2020-12/vocab/validation';

const VALIDATION_KEYWORDS: readonly string[] = [
  'type',
  'enum',
  'const',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'required',
  'dependentRequired',
];

/** Keywords that say nothing in a dialect: those of validation where its metaschema leaves their vocabulary out. */
export function mutedKeywords(dialect: string | null, load: LoadSchema): readonly string[] {
  if (dialect === null || dialect === DIALECT) return [];
  const metaschema = load(dialect);
  const vocabularies = typeof metaschema === 'object' ? metaschema.$vocabulary : undefined;
  if (typeof vocabularies !== 'object' || vocabularies === null || VALIDATION in vocabularies) return [];
  return VALIDATION_KEYWORDS;
}
