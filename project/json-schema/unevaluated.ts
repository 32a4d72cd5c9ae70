/**
 * `unevaluatedProperties` and `unevaluatedItems`, in place of ajv's own, which do not see what `contains` evaluates nor
 * an `if` without `then`. Where the keyword stands, the keywords beside it are walked and what they evaluate is
 * gathered; a branch that holds for some values only is asked again whether it does. No other schema pays for that.
 */
import type { CodeKeywordDefinition, KeywordCxt } from 'ajv';
import { _, type Code, type Name, nil, not, stringify } from 'ajv/dist/compile/codegen/index.js';
import { Type } from 'ajv/dist/compile/util.js';
import { usePattern } from 'ajv/dist/vocabularies/code.js';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { type Schema, schemaAt } from './subschemas.ts';

/** Writes the code that gathers what a keyword evaluates by itself. */
type Gather = (gathering: Gathering, value: unknown) => void;

type Kind = {
  readonly type: 'object' | 'array';
  readonly parameter: string;
  readonly dataPropType: Type;
  readonly forEach: (context: KeywordCxt, body: (key: Name) => void) => void;
  readonly keywords: Readonly<Record<string, Gather>>;
};

type Gathering = {
  readonly context: KeywordCxt;
  readonly kind: Kind;
  /** At run time: whether everything is evaluated, and else the names or indices that are. */
  readonly all: Name;
  readonly seen: Name;
  /** References on the way here: one that leads to itself evaluates nothing more. */
  readonly references: readonly string[];
};

const everything: Gather = ({ context: { gen }, all }) => gen.assign(all, true);

const PROPERTIES: Kind = {
  type: 'object',
  parameter: 'unevaluatedProperty',
  dataPropType: Type.Str,
  forEach: ({ gen, data }, body) => gen.forIn('key', data, body),
  keywords: {
    properties: ({ context, seen }, properties) => {
      for (const name of Object.keys(properties as object)) context.gen.code(_`${seen}.add(${name})`);
    },
    patternProperties: ({ context, seen }, patterns) => {
      for (const pattern of Object.keys(patterns as object)) {
        const isMatch = (key: Name) => _`${usePattern(context, pattern)}.test(${key})`;
        PROPERTIES.forEach(context, (key) => context.gen.if(isMatch(key), _`${seen}.add(${key})`));
      }
    },
    dependentSchemas: (gathering, schemas) => {
      const { gen, data } = gathering.context;
      for (const [name, schema] of Object.entries(schemas as Record<string, Schema>)) {
        gen.if(_`Object.prototype.hasOwnProperty.call(${data}, ${name})`, () => gather(gathering, schema));
      }
    },
    additionalProperties: everything,
    unevaluatedProperties: everything,
  },
};

const ITEMS: Kind = {
  type: 'array',
  parameter: 'unevaluatedItem',
  dataPropType: Type.Num,
  forEach: ({ gen, data }, body) => gen.forRange('i', 0, _`${data}.length`, body),
  keywords: {
    prefixItems: ({ context, seen }, items) => {
      for (const index of (items as readonly Schema[]).keys()) context.gen.code(_`${seen}.add(${index})`);
    },
    contains: ({ context, seen }, schema) => {
      ITEMS.forEach(context, (i) => {
        const fits = holds(context, schema as Schema, { dataProp: i, dataPropType: Type.Num });
        context.gen.if(fits, _`${seen}.add(${i})`);
      });
    },
    items: everything,
    unevaluatedItems: everything,
  },
};

export const UNEVALUATED_KEYWORDS: readonly CodeKeywordDefinition[] = [
  definitionOf('unevaluatedProperties', PROPERTIES),
  definitionOf('unevaluatedItems', ITEMS),
];

function definitionOf(keyword: string, kind: Kind): CodeKeywordDefinition {
  return {
    keyword,
    type: kind.type,
    schemaType: ['boolean', 'object'],
    trackErrors: true,
    error: { message: '', params: ({ params }) => _`{${kind.parameter}: ${params.key}}` },
    code(context) {
      const { gen, errsCount, parentSchema } = context;
      const { [keyword]: _itself, ...beside } = parentSchema;
      const all = gen.let('all', false);
      const seen = gen.const('seen', _`new Set()`);
      gather({ context, kind, all, seen, references: [] }, beside);
      // Branches that do not hold have left errors.
      context.reset();
      gen.if(not(all), () => {
        kind.forEach(context, (key) => gen.if(_`!${seen}.has(${key})`, () => checkUnevaluated(context, kind, key)));
      });
      context.ok(_`${errsCount} === errors`);
    },
  };
}

function checkUnevaluated(context: KeywordCxt, { dataPropType }: Kind, key: Name): void {
  const { gen, schema, keyword } = context;
  if (schema !== false) {
    context.subschema({ keyword, dataProp: key, dataPropType }, gen.name('valid'));
    return;
  }
  context.setParams({ key });
  context.error();
}

function gather(gathering: Gathering, schema: Schema): void {
  if (typeof schema === 'boolean') return;
  for (const [keyword, value] of Object.entries(schema)) {
    if (Object.hasOwn(gathering.kind.keywords, keyword)) gathering.kind.keywords[keyword]?.(gathering, value);
    else if (Object.hasOwn(IN_PLACE, keyword)) IN_PLACE[keyword]?.(gathering, value, schema);
  }
}

/** Keywords that apply schemas to the same value. `not` evaluates nothing. */
const IN_PLACE: Readonly<Record<string, (gathering: Gathering, value: unknown, schema: JsonSchema) => void>> = {
  $ref: (gathering, value) => {
    const reference = String(value);
    const { context, references } = gathering;
    if (references.includes(reference)) return;
    const target = schemaAt(context.it.schemaEnv.root.schema as Schema, reference);
    gather({ ...gathering, references: [...references, reference] }, target);
  },
  allOf: (gathering, branches) => {
    for (const branch of branches as readonly Schema[]) gather(gathering, branch);
  },
  anyOf: gatherWhatHolds,
  oneOf: gatherWhatHolds,
  if: (gathering, condition, schema) => {
    const { context } = gathering;
    context.gen.if(
      holds(context, condition as Schema),
      () => {
        gather(gathering, condition as Schema);
        gather(gathering, (schema.then ?? true) as Schema);
      },
      () => gather(gathering, (schema.else ?? true) as Schema),
    );
  },
};

function gatherWhatHolds(gathering: Gathering, branches: unknown): void {
  const { context } = gathering;
  for (const branch of branches as readonly Schema[]) {
    context.gen.if(holds(context, branch), () => gather(gathering, branch));
  }
}

type Part = { readonly dataProp: Name; readonly dataPropType: Type };

/** The name of a variable that says whether a schema holds for the value, or for a part of it. */
function holds(context: KeywordCxt, schema: Schema, part: Part | null = null): Name {
  const { gen } = context;
  const topSchemaRef = gen.scopeValue('schema', { ref: schema, code: stringify(schema) });
  const quietly = { compositeRule: true as const, createErrors: false, allErrors: false };
  const place = { schemaPath: nil as Code, errSchemaPath: '', topSchemaRef };
  const valid = gen.name('holds');
  context.subschema({ schema, ...place, ...quietly, ...(part ?? {}) }, valid);
  return valid;
}
