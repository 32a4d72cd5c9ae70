import { type AvroType, branchName, parseAvroSchema } from '../../../shared/contracts/index.ts';

export type RecordType = Extract<AvroType, { kind: 'record' }>;
export type EnumType = Extract<AvroType, { kind: 'enum' }>;
export type UnionType = Extract<AvroType, { kind: 'union' }>;
export type ScalarType = Extract<AvroType, { logical: unknown }>;
export type NamedType = Extract<AvroType, { name: string }>;
export type Field = RecordType['fields'][number];

/** A part of a schema that stands somewhere in its text. */
export type AvroPart = AvroType | Field;

/** An Avro schema with its text, and where in it each part stands, as a JSON pointer. */
export type AvroSchema = {
  readonly text: string;
  readonly type: AvroType;
  readonly pointerOf: (part: AvroPart) => string;
};

/** Defaults are taken for sound, as who read the project has seen. Throws `AvroSchemaError`. */
export function readAvroSchema(text: string): AvroSchema {
  const type = parseAvroSchema(text);
  let pointers: ReadonlyMap<AvroPart, string> | null = null;
  return {
    text,
    type,
    pointerOf: (part) => {
      pointers ??= locate(JSON.parse(text), type);
      return pointers.get(part) ?? '';
    },
  };
}

export const isScalar = (type: AvroType): type is ScalarType => 'logical' in type;

/** `long (timestamp-millis)`, `record shop.Order`. */
export function describe(type: AvroType): string {
  if (type.kind === 'union') return `a union of ${type.branches.map(branchName).join(', ') || 'nothing'}`;
  const kind = 'name' in type ? `${type.kind} ${type.name}` : type.kind;
  if (type.kind === 'fixed' && type.logical === null) return `${kind} of ${type.size} bytes`;
  if (!isScalar(type) || type.logical === null) return kind;
  const { logical } = type;
  return logical.name === 'decimal'
    ? `${kind} (decimal ${logical.precision}, ${logical.scale})`
    : `${kind} (${logical.name})`;
}

type Members = Readonly<Record<string, unknown>>;

/** Walks a schema's JSON and what was made of it side by side. A named type stands where it is declared. */
function locate(schema: unknown, type: AvroType): ReadonlyMap<AvroPart, string> {
  const found = new Map<AvroPart, string>();
  const visit = (schema: unknown, type: AvroType, pointer: string): void => {
    if (found.has(type)) return;
    found.set(type, pointer);
    if (typeof schema !== 'object' || schema === null) return;
    const members = schema as Members;
    if (type.kind !== 'union' && typeof members.type === 'object') {
      found.delete(type);
      visit(members.type, type, `${pointer}/type`);
      return;
    }
    visitParts(members, type, pointer);
  };
  const visitParts = (members: Members, type: AvroType, pointer: string): void => {
    switch (type.kind) {
      case 'array':
        visit(members.items, type.items, `${pointer}/items`);
        break;
      case 'map':
        visit(members.values, type.values, `${pointer}/values`);
        break;
      case 'union':
        visitUnion(members, type, pointer);
        break;
      case 'record':
        visitFields(members.fields as readonly Members[], type, `${pointer}/fields`);
        break;
    }
  };
  const visitUnion = (members: Members, { branches }: UnionType, pointer: string): void => {
    const [given, at] = Array.isArray(members) ? [members, pointer] : [members.type, `${pointer}/type`];
    for (const [index, branch] of branches.entries()) {
      visit((given as readonly unknown[])[index], branch, `${at}/${index}`);
    }
  };
  const visitFields = (given: readonly Members[], { fields }: RecordType, pointer: string): void => {
    for (const [index, field] of fields.entries()) {
      found.set(field, `${pointer}/${index}`);
      visit(given[index]?.type, field.type, `${pointer}/${index}/type`);
    }
  };
  visit(schema, type, '');
  return found;
}
