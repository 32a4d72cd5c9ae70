/**
 * Finds schemas by reference, across documents. Owns base URIs, anchors and JSON pointers. What it finds is a node, a
 * place in a document, since a schema may be `true`, which has no identity.
 */
import { pointerOf } from '../../shared/contracts/index.ts';
import { isSchema, mapSubschemas, type Schema, stepsOf } from './subschemas.ts';
import { mutedKeywords } from './vocabularies.ts';

/** A schema with an identity of its own: a document, or a part of one that has an `$id`. */
export type Resource = {
  readonly uri: string;
  readonly document: SchemaDocument;
  /** The resource that it is written in. */
  readonly parent: Resource | null;
  /** Where it begins in its document, as a JSON pointer. */
  readonly pointer: string;
  readonly anchors: Map<string, SchemaNode>;
  readonly dynamicAnchors: Map<string, SchemaNode>;
  /** Keywords that say nothing in the resource's dialect. */
  readonly muted: readonly string[];
};

export type SchemaNode = { readonly schema: Schema; readonly resource: Resource; readonly pointer: string };

/** `nodes`: all that keywords lead to, by JSON pointer. `resources`: what has a name in it, by URI. */
export type SchemaDocument = {
  readonly uri: string;
  readonly value: Schema;
  readonly nodes: Map<string, SchemaNode>;
  readonly resources: Map<string, Resource>;
};

/** The document that a URI without fragment names, or undefined. */
export type LoadSchema = (uri: string) => Schema | undefined;

export class SchemaIndex {
  readonly #load: LoadSchema;
  /** By the URI that they are loaded by. Documents may call themselves alike: two versions of one subject often do. */
  readonly #documents = new Map<string, SchemaNode>();

  constructor(load: LoadSchema) {
    this.#load = load;
  }

  /** Takes in a document; gives the node of the whole. */
  add(uri: string, value: Schema): SchemaNode {
    const document: SchemaDocument = { uri, value, nodes: new Map(), resources: new Map() };
    const resource = this.#begin(value, '', { document, uri, parent: null, muted: [] });
    const root = this.#addNode(value, '', resource);
    this.#documents.set(uri, root);
    return root;
  }

  /** The node that a reference in `from` names; undefined where it names none. */
  find(reference: string, from: Resource): SchemaNode | undefined {
    const [uri = '', fragment = ''] = resolveUri(reference, from.uri)?.split('#') ?? [];
    const resource = uri === from.uri ? from : (from.document.resources.get(uri) ?? this.#documentAt(uri));
    if (resource === undefined) return undefined;
    const name = decodeFragment(fragment);
    return name === '' || name.startsWith('/')
      ? nodeAt(resource, name)
      : (resource.anchors.get(name) ?? resource.dynamicAnchors.get(name));
  }

  #documentAt(uri: string): Resource | undefined {
    const known = this.#documents.get(uri);
    if (known !== undefined) return known.resource;
    const value = this.#load(uri);
    return value === undefined ? undefined : this.add(uri, value).resource;
  }

  #begin(schema: Schema, pointer: string, around: Pick<Resource, 'document' | 'uri' | 'parent' | 'muted'>): Resource {
    const { $id, $schema } = typeof schema === 'boolean' ? {} : schema;
    const uri = typeof $id === 'string' ? resolveUri($id, around.uri)?.replace(/#$/, '') : undefined;
    const resource: Resource = {
      ...around,
      ...{ uri: uri ?? around.uri, pointer, anchors: new Map(), dynamicAnchors: new Map() },
      muted: typeof $schema === 'string' ? mutedKeywords($schema, this.#load) : around.muted,
    };
    around.document.resources.set(resource.uri, resource);
    return resource;
  }

  #addNode(schema: Schema, pointer: string, resource: Resource): SchemaNode {
    const { document, uri, muted } = resource;
    const node = { schema, resource, pointer };
    document.nodes.set(pointer, node);
    if (typeof schema === 'boolean') return node;
    const { $anchor, $dynamicAnchor } = schema;
    if (typeof $anchor === 'string') resource.anchors.set($anchor, node);
    if (typeof $dynamicAnchor === 'string') resource.dynamicAnchors.set($dynamicAnchor, node);
    mapSubschemas(schema, (part, steps) => {
      const at = `${pointer}${pointerOf(steps)}`;
      const begins = typeof part === 'object' && typeof part.$id === 'string';
      this.#addNode(part, at, begins ? this.#begin(part, at, { document, uri, parent: resource, muted }) : resource);
      return part;
    });
    return node;
  }
}

/** The node at a pointer from a resource's root. What no keyword leads to counts as a schema too. */
function nodeAt(resource: Resource, pointer: string): SchemaNode | undefined {
  const { document } = resource;
  const path = `${resource.pointer}${pointer}`;
  const known = document.nodes.get(path);
  if (known !== undefined) return known;
  let at: unknown = document.value;
  for (const step of stepsOf(path)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return isSchema(at) ? { schema: at, resource, pointer: path } : undefined;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** RFC 3986, but that only a fragment is relative to a base without a path, such as a URN. */
function resolveUri(reference: string, base: string): string | undefined {
  if (reference === '' || reference.startsWith('#')) return `${base}${reference}`;
  return (URL.parse(reference, base) ?? URL.parse(reference))?.href;
}
