import { type AvroType, isBare, jsonKindsOf } from '../../../shared/contracts/index.ts';
import { type AvroSchema, describe, isScalar, type RecordType, type ScalarType } from './avro-schema.ts';
import { Judge, pairFields } from './judge.ts';

/** The JSON type of a value is another, its union is wrapped or no longer so, or its text is read in another way. */
export type JsonFormChangeKind = 'type' | 'wrapping' | 'encoding';

/** A place where two versions say the same data in another JSON form. */
export type JsonFormChange = {
  readonly kind: JsonFormChangeKind;
  readonly what: string;
  readonly older: { readonly says: string; readonly pointer: string };
  readonly newer: { readonly says: string; readonly pointer: string };
};

/**
 * Where Avro reads one version as the other, but the JSON form that workflows and functions see is not what it was.
 * Members that come, go or are renamed by an alias are no such change: whoever moves to a version sees those.
 */
export function jsonFormChanges(older: AvroSchema, newer: AvroSchema): readonly JsonFormChange[] {
  const walk = new Walk(older, newer);
  walk.visit(older.type, newer.type);
  return walk.changes;
}

class Walk {
  readonly changes: JsonFormChange[] = [];
  readonly #judge = new Judge();
  readonly #visited = new Map<RecordType, Set<RecordType>>();
  readonly #older: AvroSchema;
  readonly #newer: AvroSchema;

  constructor(older: AvroSchema, newer: AvroSchema) {
    this.#older = older;
    this.#newer = newer;
  }

  visit(older: AvroType, newer: AvroType): void {
    if (older.kind === 'union' || newer.kind === 'union') this.#visitUnion(older, newer);
    else if (older.kind === 'array' && newer.kind === 'array') this.visit(older.items, newer.items);
    else if (older.kind === 'map' && newer.kind === 'map') this.visit(older.values, newer.values);
    else if (older.kind === 'record' && newer.kind === 'record') this.#visitRecord(older, newer);
    else if (isScalar(older) && isScalar(newer)) this.#visitScalar(older, newer);
  }

  #visitUnion(older: AvroType, newer: AvroType): void {
    const pairs = branchesOf(older).flatMap((branch) => {
      const into = newer.kind === 'union' ? this.#judge.branchFor(branch, newer) : newer;
      return into === null || branch.kind === 'null' || this.#judge.refuses(branch, into)
        ? []
        : [[branch, into] as const];
    });
    if (pairs.length > 0 && isWrapped(older) !== isWrapped(newer)) {
      const [before, after] = isWrapped(older)
        ? ['wrapped by their names', 'bare']
        : ['bare', 'wrapped by their names'];
      this.#tell('wrapping', older, newer, `The union's values were ${before} in JSON, and would be ${after}.`);
    }
    for (const [branch, into] of pairs) this.visit(branch, into);
  }

  #visitRecord(older: RecordType, newer: RecordType): void {
    const visited = this.#visited.get(older) ?? new Set();
    this.#visited.set(older, visited);
    if (visited.has(newer)) return;
    visited.add(newer);
    for (const { written, read } of pairFields(older, newer).pairs) this.visit(written.type, read.type);
  }

  #visitScalar(older: ScalarType, newer: ScalarType): void {
    if (this.#judge.refuses(older, newer)) return;
    const [before, after] = [jsonKindsOf(older), jsonKindsOf(newer)];
    if (!before.every((kind) => after.includes(kind))) {
      this.#tell(
        'type',
        older,
        newer,
        `The value was a JSON ${before.join(' or ')}, and would be a ${after.join(' or ')}.`,
      );
    } else if (isBase64(older) !== isBase64(newer) && before.includes('string')) {
      const [was, is] = isBase64(newer) ? ['text', 'base64'] : ['base64', 'text'];
      this.#tell('encoding', older, newer, `The JSON string was ${was}, and would be ${is}.`);
    }
  }

  #tell(kind: JsonFormChangeKind, older: AvroType, newer: AvroType, what: string): void {
    this.changes.push({
      kind,
      what,
      older: { says: describe(older), pointer: this.#older.pointerOf(older) },
      newer: { says: describe(newer), pointer: this.#newer.pointerOf(newer) },
    });
  }
}

const branchesOf = (type: AvroType): readonly AvroType[] => (type.kind === 'union' ? type.branches : [type]);

const isWrapped = (type: AvroType): boolean => type.kind === 'union' && !isBare(type);

const isBase64 = ({ kind, logical }: ScalarType): boolean => logical === null && (kind === 'bytes' || kind === 'fixed');
