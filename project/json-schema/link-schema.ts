/**
 * Makes one document of a schema and all that it refers to, whose references are JSON pointers into itself.
 *
 * I1. The linked schema accepts what the schema accepts, by JSON Schema 2020-12.
 * I2. It holds no `$id`, `$anchor`, `$dynamicRef` nor `$dynamicAnchor`, and needs no other document.
 * I3. A schema that is so already stays as it is.
 *
 * What a dynamic reference means depends on the resources that were passed on the way to it. There are finitely many
 * such scopes, so a schema that is reached in several is copied once for each.
 */
import { type JsonSchema, pointerOf } from '../../shared/contracts/index.ts';
import { SchemaError } from './errors.ts';
import { type LoadSchema, type Resource, SchemaIndex, type SchemaNode } from './schema-index.ts';
import { mapSubschemas, type Schema, stepsOf } from './subschemas.ts';
import { DIALECT } from './vocabularies.ts';

/** Schemas that a document may pull in: where dynamic references multiply, those of a small one may be many. */
const MAX_PULLED_SCHEMAS = 10_000;

/** `load` gives the documents that the schema called `uri` refers to. Throws `SchemaError`. */
export function linkSchema(uri: string, schema: Schema, load: LoadSchema): JsonSchema {
  return new Linker(uri, schema, load).link();
}

/** What each dynamic anchor's name stands for: the node of the outermost resource that has it. */
type Scope = ReadonlyMap<string, SchemaNode>;

type Pulled = { readonly name: string; readonly node: SchemaNode; readonly scope: Scope };

class Linker {
  readonly #index: SchemaIndex;
  readonly #root: SchemaNode;
  /** What goes to the root's `$defs`, by node and scope. */
  readonly #pulled = new Map<string, Pulled>();
  readonly #names: Set<string>;

  constructor(uri: string, schema: Schema, load: LoadSchema) {
    this.#index = new SchemaIndex(load);
    this.#root = this.#index.add(uri, schema);
    this.#names = new Set(Object.keys(definitionsOf(schema)));
  }

  link(): JsonSchema {
    const root = this.#emit(this.#root, placeScope(this.#root.resource));
    const definitions: [string, Schema][] = [];
    // Emitting one may pull more.
    for (const { name, node, scope } of this.#pulled.values()) definitions.push([name, this.#emit(node, scope)]);
    const schema = typeof root === 'boolean' ? (root ? {} : { not: {} }) : root;
    if (definitions.length === 0) return schema;
    return { ...schema, $defs: { ...definitionsOf(schema), ...Object.fromEntries(definitions) } };
  }

  #emit(node: SchemaNode, scope: Scope): Schema {
    const { schema, resource } = node;
    if (typeof schema === 'boolean') return schema;
    const members: [string, unknown][] = [];
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === '$ref') members.push(['$ref', this.#refer(String(value), node, scope)]);
      else if (this.#isKept(keyword, value, node)) members.push([keyword, value]);
    }
    const linked = mapSubschemas(Object.fromEntries(members), (part, steps) => {
      const pointer = `${node.pointer}${pointerOf(steps)}`;
      const found = resource.document.nodes.get(pointer) ?? { schema: part, resource, pointer };
      return this.#emit(found, enter(scope, found.resource));
    });
    return typeof schema.$dynamicRef === 'string'
      ? withReference(linked, this.#referDynamically(schema.$dynamicRef, node, scope))
      : linked;
  }

  #isKept(keyword: string, value: unknown, node: SchemaNode): boolean {
    switch (keyword) {
      case '$schema':
        return value === DIALECT && node === this.#root;
      case '$defs':
      case 'definitions':
        // Those of the root's document stay where they are; of others only those come that are referred to.
        return node.resource.document === this.#root.resource.document;
      case '$id':
      case '$anchor':
      case '$dynamicAnchor':
      case '$dynamicRef':
      case '$vocabulary':
        return false;
      default:
        return !node.resource.muted.includes(keyword);
    }
  }

  /** A pointer to what a reference names, which is pulled in unless it stands in the root's document already. */
  #refer(reference: string, from: SchemaNode, scope: Scope): string {
    const target = this.#find(reference, from, '$ref');
    return this.#pointTo(target, enter(scope, target.resource));
  }

  /** As `$ref` does, but where it names a dynamic anchor, the outermost one of that name counts. */
  #referDynamically(reference: string, from: SchemaNode, scope: Scope): string {
    const found = this.#find(reference, from, '$dynamicRef');
    const name = reference.slice(reference.indexOf('#') + 1);
    const isDynamic = found.resource.dynamicAnchors.get(name) === found;
    const target = (isDynamic ? scope.get(name) : undefined) ?? found;
    return this.#pointTo(target, enter(scope, target.resource));
  }

  #find(reference: string, from: SchemaNode, keyword: string): SchemaNode {
    const found = this.#index.find(reference, from.resource);
    if (found !== undefined) return found;
    const isRoot = from.resource.document === this.#root.resource.document;
    const pointer = isRoot ? `${from.pointer}/${keyword}` : '';
    throw new SchemaError('UNKNOWN_REFERENCE', `"${reference}" names no schema`, pointer);
  }

  #pointTo(target: SchemaNode, scope: Scope): string {
    const { pointer, resource } = target;
    const { document } = resource;
    const isInPlace =
      document === this.#root.resource.document &&
      document.nodes.get(pointer) === target &&
      keyOf(scope) === keyOf(placeScope(resource));
    return `#${encodeURI(isInPlace ? pointer : pointerOf(['$defs', this.#pull(target, scope)]))}`;
  }

  #pull(node: SchemaNode, scope: Scope): string {
    const key = `${placeOf(node)} ${keyOf(scope)}`;
    const known = this.#pulled.get(key);
    if (known !== undefined) return known.name;
    if (this.#pulled.size === MAX_PULLED_SCHEMAS) {
      throw new SchemaError('TOO_MANY_REFERENCES', `it refers to more than ${MAX_PULLED_SCHEMAS} others`, '');
    }
    const name = this.#newName(node);
    this.#pulled.set(key, { name, node, scope });
    return name;
  }

  /** The last word of where it comes from, `address@1` or the name of a definition; numbered where that is taken. */
  #newName(node: SchemaNode): string {
    const word = stepsOf(node.pointer).at(-1) ?? String(/[^/:]*$/.exec(node.resource.document.uri)?.[0]);
    let name = word;
    for (let number = 2; this.#names.has(name); number++) name = `${word}.${number}`;
    this.#names.add(name);
    return name;
  }
}

const definitionsOf = (schema: Schema): JsonSchema =>
  typeof schema === 'boolean' ? {} : ((schema.$defs ?? {}) as JsonSchema);

/** A schema may have both kinds of reference, but two of one keyword it cannot. */
const withReference = ({ allOf = [], ...schema }: JsonSchema, $ref: string): JsonSchema =>
  schema.$ref === undefined && (allOf as readonly Schema[]).length === 0
    ? { ...schema, $ref }
    : { ...schema, allOf: [...(allOf as readonly Schema[]), { $ref }] };

/** The scope that the root's document has at a resource, without any reference. */
const placeScope = (resource: Resource): Scope =>
  enter(resource.parent === null ? new Map() : placeScope(resource.parent), resource);

/** The outermost counts: what the scope has already stays. */
const enter = (scope: Scope, { dynamicAnchors }: Resource): Scope =>
  dynamicAnchors.size === 0 ? scope : new Map([...dynamicAnchors, ...scope]);

const keyOf = (scope: Scope): string =>
  [...scope]
    .map(([name, node]) => `${name}=${placeOf(node)}`)
    .sort()
    .join(' ');

const placeOf = ({ resource, pointer }: SchemaNode): string => `${resource.document.uri}#${pointer}`;
