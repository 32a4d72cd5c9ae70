/**
 * Avro schemas that name types of other contracts. Which contract a name is of, the schema says itself, in an attribute
 * of its outermost object: `"references": {"shop.Address": "address@1"}`. To resolve it is to declare each such type
 * where it is first named, as Avro has it, so that the schema can be read alone.
 */
import { type ContractId, namespaceOf, qualify } from '../../shared/contracts/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Members, WrittenSchema } from './written-schema.ts';

/** The types that a schema knows by full name: its own and those that it refers to. */
export type KnownTypes = ReadonlyMap<string, Declaration>;

type Declaration = {
  readonly contract: ContractId;
  readonly schema: Members;
  /** Of what is around the declaration. */
  readonly namespace: string;
  /** What is known where it is written. */
  readonly known: KnownTypes;
};

/** The contracts that a schema's names are of, with the place of each. */
export function avroReferences(source: WrittenSchema): readonly (readonly [name: string, contract: unknown])[] {
  return Object.entries(referencesOf(source.value));
}

const referencesOf = (schema: unknown): Members => {
  const references = membersOf(schema)?.references;
  return membersOf(references) ?? {};
};

/** The types that a schema declares, and those of other contracts that it names. `typesOf` gives what a contract knows. */
export function knownTypes(source: WrittenSchema, typesOf: (contract: ContractId) => KnownTypes): KnownTypes {
  const known = new Map<string, Declaration>();
  for (const [name, contract] of avroReferences(source) as readonly [string, ContractId][]) {
    const types = typesOf(contract);
    const declaration = types.get(name);
    if (declaration === undefined) {
      throw source.mistakeAt(['references', name], 'BAD_SCHEMA', {
        what: `${contract} declares no type "${name}".`,
        fix: didYouMean(name, [...types.keys()]) || 'Remove the reference.',
      });
    }
    known.set(name, declaration);
  }
  collect(source.value, '', (name, schema, namespace) => {
    const other = known.get(name)?.contract ?? source.contract;
    if (other !== source.contract) throw conflict(source, name, other, source.contract);
    known.set(name, { contract: source.contract, schema, namespace, known });
  });
  return known;
}

/** The schema with the types of other contracts declared in it. */
export function inlineReferences(source: WrittenSchema, known: KnownTypes): unknown {
  const inliner = new Inliner(source);
  const inlined = inliner.inline(source.value, { namespace: '', known, isOwn: true });
  const unused = Object.keys(referencesOf(source.value)).find((name) => !inliner.declared.has(name));
  if (unused === undefined) return inlined;
  throw source.mistakeAt(['references', unused], 'BAD_SCHEMA', {
    what: `The schema names no type "${unused}".`,
    fix: 'Use the type, by its full name, or remove the reference.',
  });
}

/** Where a schema is written: the namespace around it, the types known there, and whether in the schema itself. */
type Surroundings = { readonly namespace: string; readonly known: KnownTypes; readonly isOwn: boolean };

class Inliner {
  readonly #source: WrittenSchema;
  readonly declared = new Map<string, ContractId>();

  constructor(source: WrittenSchema) {
    this.#source = source;
  }

  inline(schema: unknown, around: Surroundings): unknown {
    if (typeof schema === 'string') return this.#refer(schema, around);
    if (Array.isArray(schema)) return schema.map((branch) => this.inline(branch, around));
    const { references: _, ...members } = membersOf(schema) ?? {};
    if (membersOf(schema) === undefined) return schema;
    if (isDeclaration(members)) return this.#declare(members, around);
    return {
      ...members,
      ...Object.fromEntries(
        ['type', 'items', 'values']
          .filter((keyword) => keyword in members)
          .map((keyword) => [keyword, this.inline(members[keyword], around)]),
      ),
    };
  }

  #refer(name: string, around: Surroundings): unknown {
    const fullName = [qualify(name, around.namespace), name].find((each) => around.known.has(each));
    const declaration = fullName === undefined ? undefined : around.known.get(fullName);
    if (fullName === undefined || declaration === undefined) return name;
    if (this.#isDeclared(fullName, declaration.contract)) return around.isOwn ? name : fullName;
    if (around.isOwn && declaration.contract === this.#source.contract) return name;
    return this.inline(declaration.schema, { ...declaration, isOwn: false });
  }

  #declare(schema: Members, around: Surroundings): unknown {
    const fullName = fullNameOf(schema, around.namespace);
    const contract = around.known.get(fullName)?.contract ?? this.#source.contract;
    if (!around.isOwn && this.#isDeclared(fullName, contract)) return fullName;
    this.declared.set(fullName, contract);
    const inside = { ...around, namespace: namespaceOf(fullName) };
    const fields = Array.isArray(schema.fields) ? schema.fields.map((field) => this.#field(field, inside)) : null;
    return {
      ...schema,
      ...(!around.isOwn && { name: fullName.slice(fullName.lastIndexOf('.') + 1), namespace: inside.namespace }),
      ...(fields !== null && { fields }),
    };
  }

  #field(field: unknown, inside: Surroundings): unknown {
    const members = membersOf(field);
    return members === undefined ? field : { ...members, type: this.inline(members.type, inside) };
  }

  #isDeclared(name: string, contract: ContractId): boolean {
    const by = this.declared.get(name);
    if (by !== undefined && by !== contract) throw conflict(this.#source, name, by, contract);
    return by !== undefined;
  }
}

const conflict = (source: WrittenSchema, name: string, one: ContractId, other: ContractId) =>
  source.mistakeAt(['references', name], 'CONFLICT', {
    what: `"${name}" would be two types here, of ${one} and of ${other}.`,
    fix: 'Refer to the same version everywhere, or give one of the types another name.',
  });

/** Visits all declarations of a schema, each with its full name and the namespace around it. */
function collect(
  schema: unknown,
  namespace: string,
  visit: (fullName: string, schema: Members, namespace: string) => void,
): void {
  if (Array.isArray(schema)) {
    for (const branch of schema) collect(branch, namespace, visit);
    return;
  }
  const members = membersOf(schema);
  if (members === undefined) return;
  if (!isDeclaration(members)) {
    for (const part of [members.type, members.items, members.values]) collect(part, namespace, visit);
    return;
  }
  const fullName = fullNameOf(members, namespace);
  visit(fullName, members, namespace);
  const fields: readonly unknown[] = Array.isArray(members.fields) ? members.fields : [];
  for (const field of fields) collect(membersOf(field)?.type, namespaceOf(fullName), visit);
}

const isDeclaration = ({ type, name }: Members): boolean =>
  typeof name === 'string' && ['record', 'error', 'enum', 'fixed'].includes(String(type));

const fullNameOf = ({ name, namespace }: Members, around: string): string =>
  qualify(String(name), typeof namespace === 'string' ? namespace : around);

const membersOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
