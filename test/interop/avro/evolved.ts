import { parseAvroSchema } from '../../../shared/contracts/index.ts';

type Members = Readonly<Record<string, unknown>>;
type Field = Members & { readonly name: string; readonly type: unknown; readonly default?: unknown };

/** What each type may become, itself among it. */
const PROMOTIONS: Readonly<Record<string, readonly string[]>> = {
  int: ['int', 'long', 'float', 'double'],
  long: ['long', 'float', 'double'],
  float: ['float', 'double'],
  string: ['string', 'bytes'],
  bytes: ['bytes', 'string'],
};

const RECORDS: readonly string[] = ['record', 'error'];

const ADDED: readonly Members[] = [
  { name: 'added', type: 'int', default: 7 },
  { name: 'added', type: 'string', default: 'x' },
  { name: 'added', type: ['null', 'string'], default: null },
  { name: 'added', type: { type: 'array', items: 'int' }, default: [1, 2] },
  { name: 'added', type: { type: 'map', values: 'boolean' }, default: { a: true } },
  { name: 'added', type: { type: 'enum', name: 'Added', symbols: ['X', 'Y'] }, default: 'Y' },
];

/**
 * A schema that reads what another wrote: promoted, nullable, with fields in another order, dropped, added, renamed;
 * with symbols and branches fewer or more. `tape` decides, number by number. The schema itself where the changes took
 * a name away that is still referred to.
 */
export function evolved(schema: unknown, tape: readonly number[]): unknown {
  const reader = new Evolution(tape).evolve(schema);
  try {
    parseAvroSchema(JSON.stringify(reader));
    return reader;
  } catch {
    return schema;
  }
}

/** Whether a union holds a type behind another that it could be promoted to: implementations choose differently. */
export function hasPromotionInUnion(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  if (Array.isArray(schema) && schema.some((branch, index) => canBecomeOneOf(branch, schema.slice(0, index))))
    return true;
  return Object.values(schema).some(hasPromotionInUnion);
}

const canBecomeOneOf = (type: unknown, others: readonly unknown[]): boolean =>
  others.some((other) => PROMOTIONS[kindOf(type)]?.includes(kindOf(other)));

const kindOf = (schema: unknown): string => (typeof schema === 'string' ? schema : String((schema as Members).type));

class Evolution {
  readonly #tape: readonly number[];
  #at = 0;
  #hasAdded = false;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  evolve(schema: unknown): unknown {
    if (Array.isArray(schema)) return this.#union(schema);
    const type = this.#inside(schema);
    return this.#pick(8) === 0 && type !== 'null' ? ['null', type] : type;
  }

  /** What may stand in a union: no union itself. */
  #inside(schema: unknown): unknown {
    if (typeof schema === 'string') return this.#oneOf(PROMOTIONS[schema] ?? [schema]);
    const members = schema as Members;
    switch (members.type) {
      case 'array':
        return { ...members, items: this.evolve(members.items) };
      case 'map':
        return { ...members, values: this.evolve(members.values) };
      case 'enum':
        return this.#enum(members, members.symbols as readonly string[]);
      case 'record':
      case 'error':
        return { ...members, fields: this.#fields(members.fields as readonly Field[]) };
      default:
        return members;
    }
  }

  #union(branches: readonly unknown[]): unknown {
    // Plain types stay what they are: which branch another type is read into is a question of its own.
    const kept = branches.map((branch) => (typeof branch === 'string' ? branch : this.#inside(branch)));
    const [first, ...others] = kept;
    // What another branch would take in its stead may mean something else there; and Java takes a record for any other.
    const mayDrop = others.length > 0 && !RECORDS.includes(kindOf(first)) && !canBecomeOneOf(first, others);
    const dropped = mayDrop && this.#pick(5) === 0 ? others : kept;
    const grown = this.#pick(3) === 0 && !dropped.includes('boolean') ? [...dropped, 'boolean'] : dropped;
    return this.#pick(2) === 0 ? grown.toReversed() : grown;
  }

  #enum(members: Members, symbols: readonly string[]): Members {
    const fewer = symbols.length > 1 && this.#pick(2) === 0 ? symbols.slice(1) : [...symbols, 'Z'];
    return { ...members, symbols: fewer, ...(this.#pick(2) === 0 && { default: fewer[0] }) };
  }

  #fields(fields: readonly Field[]): readonly Members[] {
    const kept = fields.flatMap((field): readonly Members[] => {
      const { default: _, ...rest } = { ...field, type: this.evolve(field.type) };
      const fate = this.#pick(6);
      if (fate === 0) return [];
      return fate === 1 ? [{ ...rest, name: `${field.name}_new`, aliases: ['nobody', field.name] }] : [rest];
    });
    const ordered = this.#pick(2) === 0 ? kept : kept.toReversed();
    if (this.#hasAdded || this.#pick(3) === 0) return ordered;
    this.#hasAdded = true;
    return [this.#oneOf(ADDED), ...ordered];
  }

  /** From 0 to below `count`. */
  #pick(count: number): number {
    return (this.#tape[this.#at++ % this.#tape.length] ?? 0) % count;
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    return items[this.#pick(items.length)] as Item;
  }
}
