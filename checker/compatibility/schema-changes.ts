/** How the text of one schema differs from another's, part by part, whatever their language says of it. */
export type SchemaChange = {
  /** Names and, where there are none, numbers: `fields`, `total`, `type`. */
  readonly path: readonly string[];
  /** Absent where the part is new. */
  readonly old?: unknown;
  /** Absent where the part is gone. */
  readonly new?: unknown;
};

/** What is to be changed in the one to get the other. Members have no order, nor have lists of texts. */
export function schemaChanges(older: unknown, newer: unknown, path: readonly string[] = []): readonly SchemaChange[] {
  const [old, now] = [partsOf(older), partsOf(newer)];
  if (old === null || now === null || old.kind !== now.kind) {
    return JSON.stringify(older) === JSON.stringify(newer) ? [] : [{ path, old: older, new: newer }];
  }
  return [...new Set([...old.parts.keys(), ...now.parts.keys()])].flatMap((name): readonly SchemaChange[] => {
    const at = [...path, name];
    if (!now.parts.has(name)) return [{ path: at, old: old.parts.get(name) }];
    if (!old.parts.has(name)) return [{ path: at, new: now.parts.get(name) }];
    return schemaChanges(old.parts.get(name), now.parts.get(name), at);
  });
}

type Parts = { readonly kind: 'members' | 'list'; readonly parts: ReadonlyMap<string, unknown> };

/** The parts of a value by what they are called: members, fields of a record by name, texts by themselves. */
function partsOf(value: unknown): Parts | null {
  if (Array.isArray(value)) {
    return { kind: 'list', parts: new Map(value.map((part, index) => [nameOf(part) ?? String(index), part])) };
  }
  if (typeof value !== 'object' || value === null) return null;
  return { kind: 'members', parts: new Map(Object.entries(value)) };
}

function nameOf(part: unknown): string | null {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null || !('name' in part)) return null;
  return typeof part.name === 'string' ? part.name : null;
}
