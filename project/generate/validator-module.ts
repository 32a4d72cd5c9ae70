import type { CompiledSchema } from '../compile-schema.ts';
import { standaloneValidators } from '../json-schema/index.ts';

/** The source of a module that exports the validators `open` and `closed` of a schema; it imports our runtime alone. */
export function validatorModule({ open, closed }: CompiledSchema): string {
  const code = standaloneValidators(open === closed ? { open } : { open, closed }, 'esm');
  return `${importRuntime(code.replace('"use strict";', ''))}${open === closed ? '\nexport const closed = open;' : ''}\n`;
}

export const VALIDATOR_TYPES = `import type { Check } from '../runtime.ts';

export declare const open: Check;
export declare const closed: Check;
`;

const REQUIRE = /require\("([^"]+)"\)\.default/g;

/** What is asked for, and what our runtime has for it: a project need not have ajv. */
const OURS: Readonly<Record<string, string>> = {
  // ajv's own comparison calls methods of what it compares, which a payload may have put there.
  'ajv/dist/runtime/equal': 'equal',
  'ajv/dist/runtime/ucs2length': 'lengthOf',
  'baton/isMultipleOf': 'isMultipleOf',
};

/** ajv asks for its runtime by `require`, which ECMAScript modules have not: as an import, which every bundler follows. */
function importRuntime(code: string): string {
  const names = new Set<string>();
  const body = code.replace(REQUIRE, (_, path: string) => {
    const name = OURS[path];
    if (name === undefined) throw new Error(`The runtime of generated contracts has nothing for ${path}.`);
    names.add(name);
    return name;
  });
  const imports = [...names].map((name) => `import { ${name} } from '../runtime.ts';\n`);
  return `${imports.join('')}${body}`;
}
