import type { AvroType, LogicalType } from './avro-type.ts';

type Members = Readonly<Record<string, unknown>>;
type Kind = AvroType['kind'];

/** On what each logical type may stand. https://avro.apache.org/docs/1.12.0/specification/#logical-types */
const KINDS_OF = {
  decimal: ['bytes', 'fixed'],
  uuid: ['string', 'fixed'],
  duration: ['fixed'],
  date: ['int'],
  'time-millis': ['int'],
  'time-micros': ['long'],
  'timestamp-millis': ['long'],
  'timestamp-micros': ['long'],
  'timestamp-nanos': ['long'],
  'local-timestamp-millis': ['long'],
  'local-timestamp-micros': ['long'],
  'local-timestamp-nanos': ['long'],
} as const satisfies Record<LogicalType['name'], readonly Kind[]>;

const FIXED_SIZES: Readonly<Record<string, number>> = { uuid: 16, duration: 12 };

/** The logical type that a schema's members declare; null for one that is unknown or does not fit its type. */
export function logicalTypeOf(members: Members, kind: Kind, size?: number): LogicalType | null {
  const name = members.logicalType as LogicalType['name'];
  const kinds: readonly Kind[] = Object.hasOwn(KINDS_OF, String(name)) ? KINDS_OF[name] : [];
  if (!kinds.includes(kind)) return null;
  if (name === 'decimal') return decimalOf(members, size);
  return size === undefined || FIXED_SIZES[name] === size ? { name } : null;
}

function decimalOf({ precision, scale = 0 }: Members, size?: number): LogicalType | null {
  const most = size === undefined ? Number.MAX_SAFE_INTEGER : Math.floor(Math.log10(2) * (8 * size - 1));
  if (!Number.isSafeInteger(precision) || !Number.isSafeInteger(scale)) return null;
  const [digits, fraction] = [Number(precision), Number(scale)];
  return digits > 0 && digits <= most && fraction >= 0 && fraction <= digits
    ? { name: 'decimal', precision: digits, scale: fraction }
    : null;
}
