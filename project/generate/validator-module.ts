import type { CompiledSchema } from '../compile-schema.ts';
import { standaloneValidators } from '../json-schema/index.ts';

/**
 * The source of a module that exports the validators `open` and `closed` of a schema: JavaScript that imports nothing
 * but ajv's small runtime.
 */
export function validatorModule({ open, closed }: CompiledSchema): string {
  const code = standaloneValidators(open === closed ? { open } : { open, closed }, 'esm');
  return `${importRuntime(code.replace('"use strict";', ''))}${open === closed ? '\nexport const closed = open;' : ''}\n`;
}

export const VALIDATOR_TYPES = `import type { Check } from '../runtime.ts';

export declare const open: Check;
export declare const closed: Check;
`;

const REQUIRE = /require\("([^"]+)"\)\.default/g;

/** What is asked for, and what our runtime has for it. */
const OURS: Readonly<Record<string, string>> = {
  // ajv's own comparison calls methods of what it compares, which a payload may have put there.
  'ajv/dist/runtime/equal': 'equal',
  'baton/isMultipleOf': 'isMultipleOf',
};

/** ajv asks for its runtime by `require`, which ECMAScript modules have not: as imports, which every bundler follows. */
function importRuntime(code: string): string {
  const imports = new Set<string>();
  const body = code.replace(REQUIRE, (_, path: string) => {
    const ours = OURS[path];
    if (ours !== undefined) {
      imports.add(`import { ${ours} } from '../runtime.ts';\n`);
      return ours;
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    imports.add(`import ${name} from ${JSON.stringify(`${path}.js`)};\n`);
    // Loaders do not agree on what the default of a CommonJS module is: its exports, or its own default.
    return `(${name}.default ?? ${name})`;
  });
  return `${[...imports].join('')}${body}`;
}
