/** Values of Avro types in JSON form: a small one of any type, and the extremes of those that a range may break. */
import { type AvroType, branchName, isBare, typesIn } from '../../../shared/contracts/index.ts';
import type { ScalarType, UnionType } from './avro-schema.ts';

/** How deep the least value of each type is; absent for a type that has none, such as a record that always holds itself. */
type Depths = ReadonlyMap<AvroType, number>;

/** Makes a small value of a type, or `undefined` where it has none. */
export function sampler(root: AvroType): (type: AvroType) => unknown {
  const depths = depthsIn(root);
  const sample = (type: AvroType): unknown => {
    switch (type.kind) {
      case 'array':
        return [];
      case 'map':
        return {};
      case 'enum':
        return type.symbols[0];
      case 'record':
        return Object.fromEntries(type.fields.map((field) => [field.name, sample(field.type)]));
      case 'union': {
        const branch = leastBranch(type, depths);
        return branch === null ? undefined : wrapped(type, branch, sample(branch));
      }
      default:
        return scalarSample(type);
    }
  };
  return (type) => (depths.has(type) ? sample(type) : undefined);
}

/** A union's value in JSON form. */
export const wrapped = (union: UnionType, branch: AvroType, value: unknown): unknown =>
  isBare(union) || branch.kind === 'null' ? value : { [branchName(branch)]: value };

function leastBranch({ branches }: UnionType, depths: Depths): AvroType | null {
  const possible = branches.filter((branch) => depths.has(branch));
  return possible.toSorted((one, other) => (depths.get(one) ?? 0) - (depths.get(other) ?? 0))[0] ?? null;
}

/** Rounds of asking each type for the depth of its parts, until no answer is new. */
function depthsIn(root: AvroType): Depths {
  const types = [...typesIn(root)];
  const depths = new Map<AvroType, number>();
  for (let known = -1; known < depths.size; ) {
    known = depths.size;
    for (const type of types) {
      const depth = depths.has(type) ? null : depthOf(type, depths);
      if (depth !== null) depths.set(type, depth);
    }
  }
  return depths;
}

function depthOf(type: AvroType, depths: Depths): number | null {
  switch (type.kind) {
    case 'record': {
      const ofFields = type.fields.map((field) => depths.get(field.type));
      return ofFields.includes(undefined) ? null : 1 + Math.max(0, ...ofFields.map(Number));
    }
    case 'union': {
      const ofBranches = type.branches.flatMap((branch) => depths.get(branch) ?? []);
      return ofBranches.length === 0 ? null : Math.min(...ofBranches);
    }
    case 'enum':
      return type.symbols.length === 0 ? null : 0;
    default:
      return 0;
  }
}

function scalarSample(type: ScalarType): unknown {
  if (type.logical === null)
    return type.kind === 'fixed' ? base64(new Array(type.size).fill(0)) : PLAIN_SAMPLES[type.kind];
  const { name } = type.logical;
  return name === 'decimal' ? decimalOf('0', type.logical.scale) : LOGICAL_VALUES[name][0];
}

const PLAIN_SAMPLES = {
  null: null,
  boolean: false,
  int: 0,
  long: 0,
  float: 0,
  double: 0,
  string: '',
  bytes: '',
} as const;

/** A usual value, then the extremes. */
const LOGICAL_VALUES = {
  date: ['1970-01-01', '0000-01-01', '9999-12-31'],
  'time-millis': ['00:00:00.000', '23:59:59.999'],
  'time-micros': ['00:00:00.000000', '23:59:59.999999'],
  'timestamp-millis': ['1970-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  'timestamp-micros': ['1970-01-01T00:00:00.000000Z', '0000-01-01T00:00:00.000000Z', '9999-12-31T23:59:59.999999Z'],
  'timestamp-nanos': [
    '1970-01-01T00:00:00.000000000Z',
    '1678-01-01T00:00:00.000000000Z',
    '2262-01-01T00:00:00.000000000Z',
  ],
  'local-timestamp-millis': ['1970-01-01T00:00:00.000', '0000-01-01T00:00:00.000', '9999-12-31T23:59:59.999'],
  'local-timestamp-micros': ['1970-01-01T00:00:00.000000', '0000-01-01T00:00:00.000000', '9999-12-31T23:59:59.999999'],
  'local-timestamp-nanos': [
    '1970-01-01T00:00:00.000000000',
    '1678-01-01T00:00:00.000000000',
    '2262-01-01T00:00:00.000000000',
  ],
  uuid: ['00000000-0000-0000-0000-000000000000'],
  duration: ['P0M0DT0.000S', 'P4294967295M4294967295DT4294967.295S'],
} as const satisfies Record<Exclude<NonNullable<ScalarType['logical']>['name'], 'decimal'>, readonly string[]>;

/** Bytes that a longer decimal than any of `digits` digits has. */
const bytesBeyond = (digits: number): number => Math.ceil((digits + 2) / Math.log10(256)) + 1;

/**
 * The extremes of what a type may hold: where these can be read as `reader`, all that lies between can. A reader refuses
 * by range, length of a number, or because bytes are no text.
 */
export function extremesOf(writer: ScalarType, reader: ScalarType): readonly unknown[] {
  if (writer.logical !== null) {
    return writer.logical.name === 'decimal'
      ? decimalExtremes(writer.logical.precision, writer.logical.scale)
      : LOGICAL_VALUES[writer.logical.name];
  }
  const length = bytesBeyond(reader.logical?.name === 'decimal' ? reader.logical.precision : 0);
  switch (writer.kind) {
    case 'int':
      return [-(2 ** 31), 2 ** 31 - 1, -1];
    case 'long':
      return [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, -1];
    case 'string':
      return ['', 'z'.repeat(length)];
    case 'bytes':
      return ['', base64([255]), base64(new Array(length).fill(127))];
    case 'fixed':
      return [0, 127, 128, 255].map((first) =>
        base64([first, ...new Array(Math.max(0, writer.size - 1)).fill(255)].slice(0, writer.size)),
      );
    default:
      return [scalarSample(writer)];
  }
}

function decimalExtremes(precision: number, scale: number): readonly string[] {
  const most = decimalOf('9'.repeat(precision), scale);
  return [most, `-${most}`, `-${decimalOf('1', scale)}`];
}

function decimalOf(digits: string, scale: number): string {
  const padded = digits.padStart(scale + 1, '0');
  const point = padded.length - scale;
  return scale === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
}

const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));
