/**
 * Where a reference leads within its own document: by JSON pointer, anchor or `$id`. Owns base URIs and anchors.
 *
 * A dynamic reference is followed where it leads to one place whatever the way there: to the root's dynamic anchor,
 * since the root is the outermost of every way, or to the only one of that name.
 */
import { BeyondReasoningError, MalformedSchemaError } from '../errors.ts';
import { isObject, type JsonObject } from '../values/json-value.ts';
import { namesAlong, step } from './pointer.ts';
import { LISTS, MAPS, type Place, SINGLE } from './schema-node.ts';

type Target = { readonly schema: unknown; readonly pointer: string };

type Resource = Target & {
  readonly uri: string;
  readonly anchors: Map<string, Target>;
  readonly dynamicAnchors: Map<string, Target>;
};

const ROOT_URI = 'schema://document/';
const MAX_DEPTH = 2_000;

export class References {
  readonly #root: unknown;
  #index: Index | undefined;

  constructor(root: unknown) {
    this.#root = root;
  }

  resolve(keyword: '$ref' | '$dynamicRef', reference: string, from: JsonObject, place: Place): Target {
    this.#index ??= new Index(this.#root);
    const at = { ...place, pointer: `${place.pointer}${step(keyword)}` };
    const resource = this.#index.resourceOf(from);
    const uri = URL.parse(reference, resource.uri);
    if (uri === null) throw new MalformedSchemaError(`${reference} is no reference`, at);
    const fragment = decode(uri.hash.slice(1));
    uri.hash = '';
    const target = this.#index.resources.get(uri.href);
    if (target === undefined) throw new BeyondReasoningError(`${reference} leads out of the document`, at);
    const found = fragment === undefined ? undefined : this.#index.find(target, fragment);
    if (found === undefined) throw new MalformedSchemaError(`${reference} leads nowhere`, at);
    if (keyword === '$ref' || fragment === undefined || !target.dynamicAnchors.has(fragment)) return found;
    return this.#index.findDynamic(fragment) ?? ambiguous(reference, at);
  }
}

function ambiguous(reference: string, at: Place): never {
  throw new BeyondReasoningError(`${reference} leads to different places on different ways`, at);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

class Index {
  readonly resources = new Map<string, Resource>();
  readonly #root: Resource;
  readonly #resourceOf = new Map<JsonObject, Resource>();

  constructor(root: unknown) {
    this.#root = this.#newResource(ROOT_URI, { schema: root, pointer: '' });
    this.#visit({ schema: root, pointer: '' }, this.#root, 0);
  }

  resourceOf(schema: JsonObject): Resource {
    return this.#resourceOf.get(schema) ?? this.#root;
  }

  find(resource: Resource, fragment: string): Target | undefined {
    if (fragment === '') return resource;
    if (!fragment.startsWith('/')) return resource.anchors.get(fragment) ?? resource.dynamicAnchors.get(fragment);
    const target = lookUp(resource, fragment);
    // What lies under no known keyword was not visited: it belongs to the resource that leads there.
    if (target !== undefined) this.#visit(target, resource, 0);
    return target;
  }

  findDynamic(anchor: string): Target | undefined {
    const all = new Set(this.resources.values());
    const found = [...all].flatMap(({ dynamicAnchors }) => dynamicAnchors.get(anchor) ?? []);
    return this.#root.dynamicAnchors.get(anchor) ?? (found.length === 1 ? found[0] : undefined);
  }

  #newResource(uri: string, target: Target): Resource {
    const resource = { ...target, uri, anchors: new Map(), dynamicAnchors: new Map() };
    this.resources.set(uri, resource);
    return resource;
  }

  #visit(target: Target, parent: Resource, depth: number): void {
    const { schema, pointer } = target;
    if (!isObject(schema) || this.#resourceOf.has(schema) || depth > MAX_DEPTH) return;
    const resource = this.#enter(schema, target, parent);
    this.#resourceOf.set(schema, resource);
    if (typeof schema.$anchor === 'string') resource.anchors.set(schema.$anchor, target);
    if (typeof schema.$dynamicAnchor === 'string') resource.dynamicAnchors.set(schema.$dynamicAnchor, target);
    for (const [child, at] of childrenOf(schema)) {
      this.#visit({ schema: child, pointer: `${pointer}${at}` }, resource, depth + 1);
    }
  }

  #enter(schema: JsonObject, target: Target, parent: Resource): Resource {
    const uri = typeof schema.$id === 'string' ? URL.parse(schema.$id, parent.uri) : null;
    if (uri === null) return parent;
    uri.hash = '';
    if (target.schema !== this.#root.schema) return this.#newResource(uri.href, target);
    const root = { ...this.#root, uri: uri.href };
    this.resources.set(ROOT_URI, root).set(uri.href, root);
    return root;
  }
}

const IS_SINGLE: ReadonlySet<string> = new Set(SINGLE);
const IS_LIST: ReadonlySet<string> = new Set(LISTS);
const IS_MAP: ReadonlySet<string> = new Set([...MAPS, '$defs', 'definitions', 'dependencies']);

/** The schemas directly below, with the way to each. */
function childrenOf(schema: JsonObject): readonly (readonly [unknown, string])[] {
  return Object.keys(schema).flatMap((keyword) => {
    const value = schema[keyword];
    if (typeof value !== 'object' || value === null) return [];
    if (IS_SINGLE.has(keyword)) return [[value, `/${keyword}`] as const];
    if (!IS_LIST.has(keyword) && !IS_MAP.has(keyword)) return [];
    return Object.entries(value).map(([name, child]) => [child, `/${keyword}${step(name)}`] as const);
  });
}

function lookUp({ schema, pointer }: Target, fragment: string): Target | undefined {
  let value = schema;
  for (const name of namesAlong(fragment)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as JsonObject)[name];
  }
  return { schema: value, pointer: `${pointer}${fragment}` };
}
