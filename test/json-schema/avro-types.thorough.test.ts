import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeErrors } from '../../project/generate/type-errors.fixture.ts';
import { typescriptTypesOf } from '../../project/generate/typescript-type.ts';
import { sampleProject } from '../../project/sample-project.ts';
import { type SchemaAndValue, schemaAndValue } from '../../shared/contracts/avro/schema-and-value.fixture.ts';
import { jsonFormOf, parseAvroSchema } from '../../shared/contracts/index.ts';

const RUNTIME = await readFile(new URL('../../project/generate/runtime.ts', import.meta.url), 'utf8');

/** A module that declares a schema's types and a value of them. `__proto__` in a literal is no member. */
function moduleOf({ schema, value }: SchemaAndValue): string {
  const form = jsonFormOf(parseAvroSchema(JSON.stringify(schema)), 'closed');
  const { declarations, texts } = typescriptTypesOf(form, 'Root');
  const imports = texts.map((text) => `import type { ${text} } from './runtime.ts';\n`);
  return `${imports.join('')}${declarations}\nexport const value: Root = ${JSON.stringify(value)};\n`;
}

test('types - every value of an Avro schema is of its type', async () => {
  const generated = schemaAndValue.filter((pair) => !JSON.stringify(pair).includes('__proto__'));
  const modules = fc.sample(generated, 150).map((pair, index) => [`value-${index}.ts`, moduleOf(pair)] as const);
  const imports = modules.map(([path]) => `import './${path}';\n`).join('');
  await using project = await sampleProject({
    ...Object.fromEntries(modules),
    'runtime.ts': RUNTIME,
    'all.ts': imports,
  });
  expect(await typeErrors(project, 'all.ts')).toBe('');
});
