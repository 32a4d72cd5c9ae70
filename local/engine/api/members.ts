import { UnreadableRequestError, validationException } from './errors.ts';

/** A member of a request, with the constraints of AWS's service model. */
export type Member =
  | {
      readonly kind: 'string';
      readonly required?: boolean;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly oneOf?: readonly string[];
    }
  | { readonly kind: 'integer'; readonly required?: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean'; readonly required?: boolean }
  | { readonly kind: 'structure'; readonly required?: boolean }
  | { readonly kind: 'list'; readonly required?: boolean };

export type Members = Readonly<Record<string, Member>>;

type ValueOf<M extends Member> = M extends { kind: 'string'; oneOf: readonly (infer Word)[] }
  ? Word
  : {
      string: string;
      integer: number;
      boolean: boolean;
      structure: Record<string, unknown>;
      list: unknown[];
    }[M['kind']];

/** What a checked request holds: required members for certain, others perhaps. */
export type RequestOf<Ms extends Members> = {
  readonly [Name in keyof Ms]: Ms[Name] extends { required: true } ? ValueOf<Ms[Name]> : ValueOf<Ms[Name]> | undefined;
};

const IS_KIND: Readonly<Record<Member['kind'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  structure: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: Array.isArray,
};

/** Checks all members, unknown ones are passed over. Throws SerializationException or ValidationException. */
export function checkedRequest<Ms extends Members>(
  members: Ms,
  body: Readonly<Record<string, unknown>>,
): RequestOf<Ms> {
  const request: Record<string, unknown> = {};
  const failures: string[] = [];
  for (const [name, member] of Object.entries(members)) {
    const value = body[name] ?? undefined;
    request[name] = value;
    if (value !== undefined && !IS_KIND[member.kind](value)) {
      throw new UnreadableRequestError(`${wordFor(value)} can not be converted to ${member.kind} at '${name}'`);
    }
    failures.push(...broken(member, value).map((rule) => sentence(name, value, rule)));
  }
  if (failures.length > 0) throw validationException(failures);
  return request as RequestOf<Ms>;
}

function broken(member: Member, value: unknown): string[] {
  if (value === undefined) return member.required ? ['Member must not be null'] : [];
  if (member.kind === 'string') return brokenText(member, value as string);
  if (member.kind === 'integer') return brokenNumber(member, value as number);
  return [];
}

function brokenText({ minLength = 0, maxLength, oneOf }: Extract<Member, { kind: 'string' }>, text: string): string[] {
  const rules: string[] = [];
  if (text.length < minLength) rules.push(`Member must have length greater than or equal to ${minLength}`);
  if (maxLength !== undefined && text.length > maxLength) {
    rules.push(`Member must have length less than or equal to ${maxLength}`);
  }
  if (oneOf !== undefined && !oneOf.includes(text)) {
    rules.push(`Member must satisfy enum value set: [${oneOf.join(', ')}]`);
  }
  return rules;
}

function brokenNumber({ min, max }: Extract<Member, { kind: 'integer' }>, value: number): string[] {
  const rules: string[] = [];
  if (min !== undefined && value < min) rules.push(`Member must have value greater than or equal to ${min}`);
  if (max !== undefined && value > max) rules.push(`Member must have value less than or equal to ${max}`);
  return rules;
}

function sentence(name: string, value: unknown, rule: string): string {
  return `Value ${value === undefined ? 'null' : `'${value}'`} at '${name}' failed to satisfy constraint: ${rule}`;
}

function wordFor(value: unknown): string {
  return Array.isArray(value) ? 'LIST_VALUE' : `${typeof value}_VALUE`.toUpperCase();
}
