/** Avro schemas with every name resolved: types point at each other, in circles where the schema is recursive. */
export type AvroType = PlainType | ArrayType | MapType | UnionType | NamedType;
export type NamedType = RecordType | EnumType | FixedType;

export type PlainKind = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';
export type PlainType = { readonly kind: PlainKind; readonly logical: LogicalType | null };
export type ArrayType = { readonly kind: 'array'; readonly items: AvroType };
export type MapType = { readonly kind: 'map'; readonly values: AvroType };
export type UnionType = { readonly kind: 'union'; readonly branches: readonly AvroType[] };

type Named = { readonly name: string; readonly aliases: readonly string[]; readonly doc: string | null };
export type RecordType = Named & { readonly kind: 'record'; readonly fields: readonly Field[] };
export type EnumType = Named & {
  readonly kind: 'enum';
  readonly symbols: readonly string[];
  readonly fallback: string | null;
};
export type FixedType = Named & { readonly kind: 'fixed'; readonly size: number; readonly logical: LogicalType | null };

export type Field = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly doc: string | null;
  readonly type: AvroType;
  /** As the schema writes it, or absent: `null` is a default too. */
  readonly default?: unknown;
};

/** A logical type that the specification knows, on a type that it allows; others are passed over, as it demands. */
export type LogicalType =
  | { readonly name: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly name: TemporalName | 'uuid' | 'duration' };

export type TemporalName = 'date' | `time-${'millis' | 'micros'}` | TimestampName;
export type TimestampName = `${'' | 'local-'}timestamp-${Precision}`;
export type Precision = 'millis' | 'micros' | 'nanos';

const DIGITS = { millis: 3, micros: 6, nanos: 9 } as const satisfies Record<Precision, number>;

export const isTimestamp = (logical: LogicalType): logical is { readonly name: TimestampName } =>
  logical.name.includes('timestamp');

/** Digits after the second. */
export const digitsOf = (name: TimestampName): number => DIGITS[name.slice(name.lastIndexOf('-') + 1) as Precision];

/** What a timestamp ends with: an instant is in UTC, a local one nowhere. */
export const zoneOf = (name: TimestampName): 'Z' | '' => (name.startsWith('local-') ? '' : 'Z');

/** How a union names a branch: the full name of a named type, else its kind. */
export const branchName = (type: AvroType): string => ('name' in type ? type.name : type.kind);

/** A full name without its namespace. */
export const shortName = (fullName: string): string => fullName.slice(fullName.lastIndexOf('.') + 1);

/** A type and all that it is made of, each once. */
export function typesIn(type: AvroType, found: Set<AvroType> = new Set()): ReadonlySet<AvroType> {
  if (found.has(type)) return found;
  found.add(type);
  for (const part of partsOf(type)) typesIn(part, found);
  return found;
}

function partsOf(type: AvroType): readonly AvroType[] {
  switch (type.kind) {
    case 'array':
      return [type.items];
    case 'map':
      return [type.values];
    case 'union':
      return type.branches;
    case 'record':
      return type.fields.map((field) => field.type);
    default:
      return [];
  }
}
