import { UnreadableRequestError, validationException } from './errors.ts';

/** A member of a request, with the constraints of AWS's service model. */
export type Member =
  | (Lengths & {
      readonly kind: 'string';
      readonly required?: boolean;
      readonly pattern?: string;
      readonly oneOf?: readonly string[];
    })
  | (Bounds & { readonly kind: 'integer' | 'number'; readonly required?: boolean })
  | { readonly kind: 'boolean'; readonly required?: boolean }
  | { readonly kind: 'structure'; readonly required?: boolean; readonly shape: string; readonly members: Members }
  | (Lengths & { readonly kind: 'list'; readonly required?: boolean; readonly of: Member });

type Lengths = { readonly minLength?: number; readonly maxLength?: number };
type Bounds = { readonly min?: number; readonly max?: number };

export type Members = Readonly<Record<string, Member>>;

type ValueOf<M extends Member> = M extends { kind: 'string'; oneOf: readonly (infer Word)[] }
  ? Word
  : M extends { kind: 'structure'; members: infer Ms extends Members }
    ? RequestOf<Ms>
    : M extends { kind: 'list'; of: infer Item extends Member }
      ? readonly ValueOf<Item>[]
      : { string: string; integer: number; number: number; boolean: boolean; structure: never; list: never }[M['kind']];

/** What a checked request holds: required members for certain, others perhaps. */
export type RequestOf<Ms extends Members> = {
  readonly [Name in keyof Ms]: Ms[Name] extends { required: true } ? ValueOf<Ms[Name]> : ValueOf<Ms[Name]> | undefined;
};

type Structure = Readonly<Record<string, unknown>>;

const IS_KIND: Readonly<Record<Member['kind'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  structure: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: Array.isArray,
};

/** Checks all members, unknown ones are passed over. Throws SerializationException or ValidationException. */
export function checkedRequest<Ms extends Members>(members: Ms, body: Structure): RequestOf<Ms> {
  const failures: string[] = [];
  const request = checkedStructure(members, body, '', failures);
  if (failures.length > 0) throw validationException(failures);
  return request as RequestOf<Ms>;
}

function checkedStructure(members: Members, body: Structure, prefix: string, failures: string[]): Structure {
  const checked = Object.entries(members).map(
    ([name, member]) => [name, checkedValue(member, body[name], `${prefix}${name}`, failures)] as const,
  );
  return Object.fromEntries(checked.filter(([, value]) => value !== undefined));
}

function checkedValue(member: Member, given: unknown, at: string, failures: string[]): unknown {
  const value = given ?? undefined;
  if (value === undefined) {
    if (member.required) failures.push(sentence(at, 'null', 'Member must not be null'));
    return undefined;
  }
  if (!IS_KIND[member.kind](value)) {
    throw new UnreadableRequestError(`${wordFor(value)} can not be converted to ${member.kind} at '${at}'`);
  }
  failures.push(...broken(member, value).map((rule) => sentence(at, `'${shown(member, value)}'`, rule)));
  if (member.kind === 'structure') return checkedStructure(member.members, value as Structure, `${at}.`, failures);
  if (member.kind !== 'list') return value;
  return (value as unknown[]).map((item, index) =>
    checkedValue(member.of, item, `${at}.${index + 1}.member`, failures),
  );
}

function broken(member: Member, value: unknown): string[] {
  switch (member.kind) {
    case 'string':
      return brokenText(member, value as string);
    case 'integer':
    case 'number':
      return brokenBounds(member, value as number);
    case 'list':
      return brokenLength(member, (value as unknown[]).length);
    default:
      return [];
  }
}

function brokenText(member: Extract<Member, { kind: 'string' }>, text: string): string[] {
  const { pattern, oneOf } = member;
  const rules = brokenLength(member, text.length);
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(text)) {
    rules.push(`Member must satisfy regular expression pattern: ${pattern}`);
  }
  if (oneOf !== undefined && !oneOf.includes(text)) {
    rules.push(`Member must satisfy enum value set: [${oneOf.join(', ')}]`);
  }
  return rules;
}

function brokenLength({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Lengths, length: number): string[] {
  if (length < minLength) return [`Member must have length greater than or equal to ${minLength}`];
  return length > maxLength ? [`Member must have length less than or equal to ${maxLength}`] : [];
}

function brokenBounds({ min, max }: Bounds, value: number): string[] {
  if (min !== undefined && value < min) return [`Member must have value greater than or equal to ${min}`];
  return max !== undefined && value > max ? [`Member must have value less than or equal to ${max}`] : [];
}

function sentence(at: string, value: string, rule: string): string {
  return `Value ${value} at '${at}' failed to satisfy constraint: ${rule}`;
}

/** As the service's Java writes it. */
function shown(member: Member, value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (member.kind === 'list') return `[${(value as unknown[]).map((item) => shown(member.of, item)).join(', ')}]`;
  if (member.kind !== 'structure') return String(value);
  const fields = Object.entries(member.members).map(([name, of]) => `${name}=${shown(of, (value as Structure)[name])}`);
  return `${member.shape}(${fields.join(', ')})`;
}

function wordFor(value: unknown): string {
  return Array.isArray(value) ? 'LIST_VALUE' : `${typeof value}_VALUE`.toUpperCase();
}
