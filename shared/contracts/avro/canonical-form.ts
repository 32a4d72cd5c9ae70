import type { AvroType, NamedType } from './avro-type.ts';

/**
 * The Parsing Canonical Form: the same text for all schemas that write the same bytes.
 * https://avro.apache.org/docs/1.12.0/specification/#transforming-into-parsing-canonical-form
 */
export function canonicalFormOf(type: AvroType): string {
  return formOf(type, new Set());
}

function formOf(type: AvroType, said: Set<NamedType>): string {
  switch (type.kind) {
    case 'array':
      return `{"type":"array","items":${formOf(type.items, said)}}`;
    case 'map':
      return `{"type":"map","values":${formOf(type.values, said)}}`;
    case 'union':
      return `[${type.branches.map((branch) => formOf(branch, said)).join(',')}]`;
    case 'record':
    case 'enum':
    case 'fixed':
      return namedForm(type, said);
    default:
      return `"${type.kind}"`;
  }
}

function namedForm(type: NamedType, said: Set<NamedType>): string {
  if (said.has(type)) return `"${type.name}"`;
  said.add(type);
  const head = `"name":"${type.name}","type":"${type.kind}"`;
  switch (type.kind) {
    case 'fixed':
      return `{${head},"size":${type.size}}`;
    case 'enum':
      return `{${head},"symbols":[${type.symbols.map((symbol) => `"${symbol}"`).join(',')}]}`;
    case 'record': {
      const fields = type.fields.map((field) => `{"name":"${field.name}","type":${formOf(field.type, said)}}`);
      return `{${head},"fields":[${fields.join(',')}]}`;
    }
  }
}
