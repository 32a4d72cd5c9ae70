import type { SubjectVersion } from '../../project/index.ts';
import { type Facts, fileOf } from './facts.ts';
import { eachSubject, type Finding, type Rule } from './rule.ts';
import { nearestWord } from './spelling.ts';

export const schemaKeywordUnknown: Rule = {
  category: 'schema',
  severity: 'error',
  law: 'A schema says nothing that its language does not know.',
  why: 'What the language does not know is passed over in silence: a keyword that is misspelt allows everything.',
  fix: 'Correct the keyword, or call one of your own x-NAME.',
  check: eachSubject(({ versions }, facts) =>
    versions.flatMap((version) => unknownKeywords(version).flatMap((unknown) => findingOf(version, unknown, facts))),
  ),
};

type Steps = readonly (string | number)[];
type Unknown = { readonly steps: Steps; readonly keyword: string };

/** Avro lets schemas have attributes of their own: only what is a slip away from one that it knows is told. */
const LANGUAGES = {
  avro: { name: 'Avro', known: () => AVRO_ATTRIBUTES, slips: 1, allowsOthers: true },
  'json-schema': { name: 'JSON Schema 2020-12', known: () => Object.keys(KEYWORDS), slips: 2, allowsOthers: false },
} as const satisfies Record<SubjectVersion['language'], object>;

function findingOf(version: SubjectVersion, { steps, keyword }: Unknown, { placeOf }: Facts): readonly Finding[] {
  const { name, known, slips, allowsOthers } = LANGUAGES[version.language];
  const meant = nearestWord(keyword, known(), slips);
  if (meant === null && allowsOthers) return [];
  return [
    {
      place: placeOf(fileOf(version), [...steps, keyword]),
      what: `${name} knows no "${keyword}".`,
      severity: meant === null ? 'warning' : 'error',
      ...(meant !== null && { fix: `Did you mean ${meant}?` }),
    },
  ];
}

function unknownKeywords({ language, text }: SubjectVersion): readonly Unknown[] {
  const found: Unknown[] = [];
  const tell = (unknown: Unknown) => void found.push(unknown);
  if (language === 'avro') visitAvro(JSON.parse(text), [], tell);
  else visitSchema(JSON.parse(text), [], tell);
  return found;
}

/** How a keyword holds schemas: itself one, a list of them, or by name; null for one that holds none. */
type Holding = 'one' | 'list' | 'names' | null;

/** https://json-schema.org/draft/2020-12, and what older drafts left that is still written. */
const KEYWORDS: Readonly<Record<string, Holding>> = {
  ...none('$schema $id $anchor $dynamicAnchor $ref $dynamicRef $vocabulary $comment'),
  ...none('type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern'),
  ...none('maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required'),
  ...none('dependentRequired title description default deprecated readOnly writeOnly examples format'),
  ...none('contentEncoding contentMediaType'),
  ...holding('one', 'additionalProperties contains contentSchema else if items not propertyNames then'),
  ...holding('one', 'unevaluatedItems unevaluatedProperties'),
  ...holding('list', 'allOf anyOf oneOf prefixItems'),
  ...holding('names', '$defs definitions dependentSchemas patternProperties properties'),
};

function holding(how: Holding, keywords: string): Readonly<Record<string, Holding>> {
  return Object.fromEntries(keywords.split(' ').map((keyword) => [keyword, how]));
}

function none(keywords: string): Readonly<Record<string, Holding>> {
  return holding(null, keywords);
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function visitSchema(schema: unknown, steps: Steps, tell: (unknown: Unknown) => void): void {
  if (!isMembers(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const isKnown = Object.hasOwn(KEYWORDS, keyword);
    if (!isKnown && !keyword.startsWith('x-')) tell({ steps, keyword });
    for (const [step, part] of isKnown ? heldBy(keyword, value) : []) {
      visitSchema(part, [...steps, keyword, ...step], tell);
    }
  }
}

/** The schemas that a keyword holds, each with the steps to it. */
function heldBy(keyword: string, value: unknown): readonly (readonly [steps: Steps, schema: unknown])[] {
  const how = KEYWORDS[keyword];
  if (how === 'one') return [[[], value]];
  if (how === 'list' && Array.isArray(value)) return value.map((part, index) => [[index], part] as const);
  return how === 'names' && isMembers(value)
    ? Object.entries(value).map(([name, part]) => [[name], part] as const)
    : [];
}

const AVRO_ATTRIBUTES: readonly string[] =
  'type name namespace doc aliases fields default order symbols items values size logicalType precision scale references'.split(
    ' ',
  );

/** What a schema holds as JSON of its own: defaults, lists of names. */
const AVRO_VALUES: readonly string[] = ['default', 'aliases', 'symbols', 'references'];

function visitAvro(schema: unknown, steps: Steps, tell: (unknown: Unknown) => void): void {
  if (Array.isArray(schema)) {
    for (const [index, part] of schema.entries()) visitAvro(part, [...steps, index], tell);
  } else if (isMembers(schema)) {
    for (const [keyword, value] of Object.entries(schema)) {
      if (!AVRO_ATTRIBUTES.includes(keyword)) tell({ steps, keyword });
      else if (!AVRO_VALUES.includes(keyword)) visitAvro(value, [...steps, keyword], tell);
    }
  }
}
