import type { SchemaNode } from './schema-node.ts';

/** The node's schemas for a member: by its name, the patterns found in it, or as an additional one. */
export function membersOf(
  { properties, patternProperties, additionalProperties }: SchemaNode,
  name: string,
  isFound: (pattern: string) => boolean,
): readonly SchemaNode[] {
  const found: SchemaNode[] = [];
  const own = properties?.get(name);
  if (own !== undefined) found.push(own);
  for (const [pattern, node] of patternProperties ?? []) if (isFound(pattern)) found.push(node);
  if (found.length === 0 && additionalProperties !== undefined) found.push(additionalProperties);
  return found;
}
