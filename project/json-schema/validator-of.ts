import { createRequire } from 'node:module';
import { equal, isMultipleOf } from '../generate/runtime.ts';
import { standaloneValidators } from './schema-compiler.ts';
import type { Schema } from './subschemas.ts';

/** Compiles a linked and sound schema to what says whether a value fits it: the code that generation writes, run here. */
export function validatorOf(schema: Schema): (value: unknown) => boolean {
  if (typeof schema === 'boolean') return () => schema;
  const code = standaloneValidators({ validate: schema }, 'commonjs');
  const exports: { validate?: (value: unknown) => unknown } = {};
  new Function('exports', 'require', code)(exports, (path: string) => OURS[path] ?? require(path));
  const { validate } = exports;
  if (validate === undefined) throw new TypeError('The schema that was added is not there.');
  return (value) => validate(value) === true;
}

const require = createRequire(import.meta.url);

const OURS: Readonly<Record<string, { readonly default: unknown }>> = {
  'ajv/dist/runtime/equal': { default: equal },
  'baton/isMultipleOf': { default: isMultipleOf },
};
