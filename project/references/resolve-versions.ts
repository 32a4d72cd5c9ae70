import { relative } from 'node:path';
import type { ContractId } from '../../shared/contracts/index.ts';
import { compileSchema } from '../compile-schema.ts';
import { didYouMean } from '../did-you-mean.ts';
import { ProjectError } from '../errors.ts';
import type { Schema } from '../json-schema/index.ts';
import type { TellMistake } from '../mistakes.ts';
import type { SubjectVersion } from '../model.ts';
import { avroReferences, inlineReferences, type KnownTypes, knownTypes } from './avro-references.ts';
import { jsonSchemaReferences, linkReferences } from './json-schema-references.ts';
import { readSchema, type Steps, type WrittenSchema, type WrittenVersion } from './written-schema.ts';

/** What a version refers to, and its schema with all of that in it. */
type Resolution = Pick<SubjectVersion, 'resolved' | 'references'>;

/**
 * Resolves what versions refer to, each told apart by its id. A version that cannot be resolved is missing, and `tell`
 * has been told why, once.
 */
export function resolveVersions(
  root: string,
  versions: readonly WrittenVersion[],
  tell: TellMistake,
): ReadonlyMap<ContractId, Resolution> {
  const resolver = new Resolver(root, versions);
  const told = new Set<ProjectError>();
  const resolutions = new Map<ContractId, Resolution>();
  for (const version of versions) {
    const resolved = resolver.resolve(version);
    if (resolved instanceof ProjectError) {
      if (!told.has(resolved)) tell(resolved);
      told.add(resolved);
    } else {
      resolutions.set(version.id, { resolved: resolved.resolved, references: resolved.references });
    }
  }
  return resolutions;
}

/** `types` is asked for by schemas that refer to this one, which few have: what it would keep is read again for them. */
type Resolved = Resolution & { readonly written: WrittenVersion; readonly types: () => KnownTypes };

class Resolver {
  readonly #root: string;
  readonly #versions: ReadonlyMap<string, WrittenVersion>;
  readonly #done = new Map<ContractId, Resolved | ProjectError>();
  /** From the version that was asked for to the one that is being resolved. */
  readonly #path: ContractId[] = [];

  constructor(root: string, versions: readonly WrittenVersion[]) {
    this.#root = root;
    this.#versions = new Map(versions.map((version) => [version.id, version]));
  }

  resolve(version: WrittenVersion): Resolved | ProjectError {
    const known = this.#done.get(version.id);
    if (known !== undefined) return known;
    this.#path.push(version.id);
    const resolved = this.#try(version);
    this.#path.pop();
    this.#done.set(version.id, resolved);
    return resolved;
  }

  #try(version: WrittenVersion): Resolved | ProjectError {
    try {
      const source = readSchema(this.#root, version);
      const resolution =
        version.language === 'avro' ? this.#resolveAvro(source, version) : this.#resolveJsonSchema(source);
      return { written: version, ...resolution };
    } catch (error) {
      if (error instanceof ProjectError) return error;
      throw error;
    }
  }

  #resolveAvro(source: WrittenSchema, version: WrittenVersion): Omit<Resolved, 'written'> {
    const others = new Map<string, Resolved>();
    for (const [name, contract] of avroReferences(source)) {
      const steps = ['references', name];
      const other = this.#refer(String(contract), source, steps);
      others.set(other.written.id, other);
      if (other.written.language === 'avro') continue;
      throw source.mistakeAt(steps, 'CONFLICT', {
        what: `${other.written.id} is JSON Schema, which Avro cannot refer to.`,
        fix: 'Refer to an Avro contract, or declare the type here.',
      });
    }
    const typesOf = (contract: ContractId) => (others.get(contract) as Resolved).types();
    const types = () => knownTypes(readSchema(this.#root, version), typesOf);
    const inlined = others.size === 0 ? source.value : inlineReferences(source, knownTypes(source, typesOf));
    return { resolved: JSON.stringify(inlined), references: idsOf(others), types };
  }

  #resolveJsonSchema(source: WrittenSchema): Omit<Resolved, 'written'> {
    const others = new Map<string, Resolved>();
    for (const { contract, steps } of jsonSchemaReferences(source)) {
      const other = this.#refer(contract, source, steps);
      others.set(other.written.id, other);
    }
    const linked = linkReferences(source, (contract) => this.#schemaOf(contract));
    return { resolved: JSON.stringify(linked), references: idsOf(others), types: () => new Map() };
  }

  /** A contract as a JSON Schema may refer to it: of an Avro contract, its JSON form as a consumer reads it. */
  #schemaOf(contract: string): Schema | undefined {
    const version = this.#versions.get(contract);
    if (version === undefined) return undefined;
    if (version.language === 'json-schema') return JSON.parse(version.text);
    const resolved = this.resolve(version);
    if (resolved instanceof ProjectError) throw resolved;
    return compileSchema({ ...version, resolved: resolved.resolved }, relative(this.#root, version.path)).open;
  }

  /** The contract that a schema refers to at a place, resolved. Throws `ProjectError`, of the contract where it has one. */
  #refer(contract: string, source: WrittenSchema, steps: Steps): Resolved {
    const version = this.#versions.get(contract);
    if (version === undefined) {
      throw source.mistakeAt(steps, 'UNKNOWN_CONTRACT', {
        what: `There is no contract ${contract}.`,
        fix: didYouMean(contract, [...this.#versions.keys()]) || 'Add it to schemas/.',
      });
    }
    const start = this.#path.indexOf(version.id);
    if (start >= 0) {
      throw source.mistakeAt(steps, 'CONFLICT', {
        what: `Contracts may not refer to each other in a circle: ${[...this.#path.slice(start), version.id].join(' → ')}.`,
        fix: 'Move what both need to a contract of its own; within a schema, refer to "#" or to a name.',
      });
    }
    const resolved = this.resolve(version);
    if (resolved instanceof ProjectError) throw resolved;
    return resolved;
  }
}

const idsOf = (others: ReadonlyMap<string, Resolved>): readonly ContractId[] =>
  [...others.values()].map(({ written }) => written.id);
