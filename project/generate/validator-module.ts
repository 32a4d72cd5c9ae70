import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { CompiledSchema } from '../compile-schema.ts';

/**
 * The source of a module that exports the validators `open` and `closed` of a schema: JavaScript that imports nothing
 * but ajv's small runtime. A format is an annotation, as the specification has it by default.
 */
export function validatorModule({ open, closed }: CompiledSchema): string {
  const isOne = open === closed;
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: false,
    validateFormats: false,
    logger: false,
    code: { source: true, esm: true },
  });
  ajv.addSchema(withoutId(open), 'open');
  if (!isOne) ajv.addSchema(withoutId(closed), 'closed');
  const code = standaloneCode.default(ajv, isOne ? { open: 'open' } : { open: 'open', closed: 'closed' });
  return `${importRuntime(code.replace('"use strict";', ''))}${isOne ? '\nexport const closed = open;' : ''}\n`;
}

export const VALIDATOR_TYPES = `import type { Check } from '../runtime.ts';

export declare const open: Check;
export declare const closed: Check;
`;

/** Two forms of one schema may not share a name within one compiler. */
function withoutId({ $id: _, ...schema }: CompiledSchema['open']) {
  return schema;
}

const REQUIRE = /require\("([^"]+)"\)\.default/g;

/** ajv's own comparison calls methods of what it compares, which a payload may have put there. */
const OURS: Readonly<Record<string, string>> = {
  'ajv/dist/runtime/equal': "import { equal } from '../runtime.ts';\n",
};

/** ajv asks for its runtime by `require`, which ECMAScript modules have not: as imports, which every bundler follows. */
function importRuntime(code: string): string {
  const imports = new Set<string>();
  const body = code.replace(REQUIRE, (_, path: string) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    imports.add(OURS[path] ?? `import ${name} from ${JSON.stringify(`${path}.js`)};\n`);
    // Loaders do not agree on what the default of a CommonJS module is: its exports, or its own default.
    return path in OURS ? name : `(${name}.default ?? ${name})`;
  });
  return `${[...imports].join('')}${body}`;
}
