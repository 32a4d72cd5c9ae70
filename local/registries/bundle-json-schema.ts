import type { Reference } from '../../shared/registries/index.ts';

/**
 * Puts the schemas that a JSON Schema refers to by name into its `$defs`, each with that name as its `$id`: a compound
 * document, in which `$ref` finds them. https://json-schema.org/draft/2020-12/json-schema-core#section-9.3
 */
export function bundleJsonSchema(text: string, references: readonly Reference[]): string {
  if (references.length === 0) return text;
  const schema = JSON.parse(text) as { readonly $defs?: object };
  const bundled = references.map(({ name, text: other }) => [name, { ...JSON.parse(other), $id: name }] as const);
  return JSON.stringify({ ...schema, $defs: { ...schema.$defs, ...Object.fromEntries(bundled) } });
}
