import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { forAjv } from './for-ajv.ts';
import { MULTIPLE_OF } from './multiple-of.ts';
import { UNEVALUATED_KEYWORDS } from './unevaluated.ts';

/** The kind of modules that standalone code is written as. */
type Modules = 'esm' | 'commonjs';

/**
 * ajv as generated validators are compiled with, for schemas that are linked and sound. A format is an annotation, as
 * the specification has it by default.
 */
export function schemaCompiler(schemas: Readonly<Record<string, JsonSchema>>, modules: Modules = 'esm'): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: false,
    validateFormats: false,
    validateSchema: false,
    meta: false,
    logger: false,
    ownProperties: Object.values(schemas).some(namesInherited),
    code: { source: true, esm: modules === 'esm' },
  });
  // Linking leaves no dynamic reference, and what is evaluated is gathered by keywords of our own.
  Object.assign(ajv.opts, { dynamicRef: false, unevaluated: false });
  for (const definition of [MULTIPLE_OF, ...UNEVALUATED_KEYWORDS]) {
    ajv.removeKeyword(definition.keyword as string);
    ajv.addKeyword(definition);
  }
  for (const [key, schema] of Object.entries(schemas)) ajv.addSchema(forAjv(schema) as JsonSchema, key);
  return ajv;
}

/** The source of a module that exports the validator of each schema, by its name. */
export function standaloneValidators(schemas: Readonly<Record<string, JsonSchema>>, modules: Modules): string {
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  // Written as it is in JSON, that member would be the prototype.
  return standaloneCode.default(schemaCompiler(schemas, modules), names).replaceAll('"__proto__":', '["__proto__"]:');
}

/**
 * Whether a schema speaks of members that every object of JavaScript inherits. Only then are members asked for whether
 * they are the value's own, which takes its time.
 */
function namesInherited(schema: JsonSchema): boolean {
  const text = JSON.stringify(schema);
  return INHERITED.some((name) => text.includes(`"${name}"`));
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype);
