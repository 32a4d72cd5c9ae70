// Made by `baton generate`. Do not edit.
/**
 * What generated contracts run on: generation copies this file as it is, so it imports nothing. Turns the errors of a
 * compiled JSON Schema into violations.
 *
 * I1. No violation holds a value of the payload: schemas say what was expected, types what was found.
 * I2. There is a violation where there is an error, and at most `MAX_VIOLATIONS`.
 */

export type Violation = {
  readonly pointer: string;
  readonly rule: string;
  readonly expected: string;
  readonly found: string;
};

export type Direction = 'input' | 'output';

/** What a contract module exports; `type` is never set, and carries the type of a value that fits. */
export type GeneratedContract<Id extends string, Value> = {
  readonly id: Id;
  readonly fingerprint: string;
  readonly validate: (value: unknown, direction: Direction) => readonly Violation[];
  readonly type?: Value;
};

export type GeneratedAvroContract<Id extends string, Value> = GeneratedContract<Id, Value> & {
  readonly schema: string;
  readonly writers: Readonly<Record<number, string>>;
};

/**
 * Text of one format, `2026-11-21T10:15:30Z`, which the contract holds it to. Any text may be given for it, but not
 * text of another format: an instant is no decimal.
 */
type Text<Format extends string> = string & { readonly [format]?: Format };
declare const format: unique symbol;

/** A decimal number as text, `12.50`: every digit counts. */
export type Decimal = Text<'decimal'>;
/** An instant in UTC, `2026-11-21T10:15:30.5Z`. */
export type Instant = Text<'date-time'>;
/** A date with a time, wherever one is: `2026-11-21T10:15:30.5`. */
export type LocalDateTime = Text<'local-date-time'>;
/** `2026-11-21`. */
export type LocalDate = Text<'date'>;
/** `10:15:30.5`. */
export type LocalTime = Text<'local-time'>;
/** ISO 8601, `P1M2DT3.5S`. */
export type Duration = Text<'duration'>;
export type Uuid = Text<'uuid'>;
/** Bytes in base64. */
export type Base64 = Text<'base64'>;

/** An error as ajv's compiled validators report it. */
export type CheckError = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** A validator as ajv compiles it: false, and its errors, for a value that does not fit. */
export type Check = { (value: unknown): boolean; errors?: readonly CheckError[] | null };

export const MAX_VIOLATIONS = 20;
/** A pointer is made of the payload's member names, which may be of any length. */
const MAX_POINTER_LENGTH = 500;
const MAX_EXPECTED_LENGTH = 200;

/** Whether two JSON values are the same; members may have any name, such as `valueOf`. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(members);
  if (names.length !== Object.keys(others).length) return false;
  return names.every((name) => Object.hasOwn(others, name) && equal(members[name], others[name]));
}

/** How many characters a text has, as JSON Schema counts: a pair of surrogates is one. */
export function lengthOf(text: string): number {
  let pairs = 0;
  for (let at = 1; at < text.length; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800) pairs++;
  }
  return text.length - pairs;
}

/** Whether a number is a multiple of another, both as the decimals that they are written as: 0.07 is one of 0.01. */
export function isMultipleOf(value: number, of: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(of)) return value % of === 0;
  if (!Number.isFinite(value)) return false;
  const [one, other] = [decimalOf(value), decimalOf(of)];
  const places = Math.max(one.places, other.places);
  const whole = ({ digits, places: own }: typeof one) => digits * 10n ** BigInt(places - own);
  return whole(one) % whole(other) === 0n;
}

/** As `digits / 10 ** places`. */
function decimalOf(value: number): { readonly digits: bigint; readonly places: number } {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [, fraction = ''] = digits.split('.');
  return { digits: BigInt(digits.replace('.', '')), places: fraction.length - Number(exponent) };
}

/** Violations by `open` for input, by `closed` for output. `formats` names patterns that are hard to read. */
export function validator(open: Check, closed: Check, formats: Readonly<Record<string, string>>) {
  return (value: unknown, direction: Direction): readonly Violation[] => {
    const check = direction === 'input' ? open : closed;
    try {
      return check(value) ? [] : violationsOf(check.errors ?? [], value, formats);
    } catch (error) {
      // A recursive schema is checked by recursion: what is nested too deeply for that is told like any other breach.
      if (error instanceof RangeError) return [tooDeep(value)];
      throw error;
    }
  };
}

const tooDeep = (value: unknown): Violation => ({
  pointer: '',
  rule: 'depth',
  expected: 'a value that is less deeply nested',
  found: typeAt(value, ''),
});

function violationsOf(errors: readonly CheckError[], value: unknown, formats: Readonly<Record<string, string>>) {
  const said = new Set<string>();
  const violations: Violation[] = [];
  for (const problem of condense(errors, formats)) {
    const violation = violationOf(problem, value);
    const text = `${violation.pointer} ${violation.rule} ${violation.expected}`;
    if (said.has(text)) continue;
    said.add(text);
    violations.push(violation);
    if (violations.length === MAX_VIOLATIONS) break;
  }
  return violations;
}

/** `at` is the pointer that ajv gives, `pointer` the member that is meant. */
type Problem = { readonly at: string; readonly pointer: string; readonly rule: string; readonly expected: string };

/** Rules that only say that a value is of another kind, and so that another branch was meant. */
const KIND_RULES = ['type', 'enum', 'const'];

/**
 * Errors as problems, in their order, those of a failed `anyOf` condensed: a branch of the right kind speaks for
 * itself, and where there is none, what the branches expected is said in one.
 */
function condense(errors: readonly CheckError[], formats: Readonly<Record<string, string>>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const error of errors) {
    const problem = problemOf(error, formats);
    if (problem === null) continue;
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') {
      problems.push(problem);
      continue;
    }
    let start = problems.length;
    while (start > 0 && isWithin(problems[start - 1] as Problem, problem.at)) start--;
    const branches = problems.splice(start);
    const telling = branches.filter(({ at, rule }) => at !== problem.at || !KIND_RULES.includes(rule));
    const expected = [...new Set(branches.map((branch) => branch.expected))].join(' or ');
    problems.push(...(telling.length > 0 ? telling : [{ ...problem, expected: expected || problem.expected }]));
  }
  return problems;
}

const isWithin = ({ at }: Problem, outer: string): boolean => at === outer || at.startsWith(`${outer}/`);

function problemOf({ keyword, instancePath: at, params }: CheckError, formats: Readonly<Record<string, string>>) {
  const memberAt = (name: unknown) => `${at}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const problem = (expected: string, pointer = at): Problem => ({ at, pointer, rule: keyword, expected });
  switch (keyword) {
    case 'type':
      return problem([params.type].flat().join(' or '));
    case 'required':
    case 'dependentRequired':
      return problem('a value', memberAt(params.missingProperty));
    case 'additionalProperties':
      return problem('no such member', memberAt(params.additionalProperty));
    case 'unevaluatedProperties':
      return problem('no such member', memberAt(params.unevaluatedProperty));
    case 'unevaluatedItems':
      return problem('no such item', memberAt(params.unevaluatedItem));
    case 'enum':
      return problem(`one of ${(params.allowedValues as readonly unknown[]).map(wordOf).join(', ')}`);
    case 'const':
      return problem(wordOf(params.allowedValue));
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return problem(`a number ${params.comparison} ${params.limit}`);
    case 'multipleOf':
      return problem(`a multiple of ${params.multipleOf}`);
    case 'pattern':
      return problem(formats[String(params.pattern)] ?? `text matching ${params.pattern}`);
    case 'if':
    case '$ref':
      // Says only that there are others.
      return null;
    default:
      return problem(limitText(keyword, params));
  }
}

const LIMIT_WORDS: Readonly<Record<string, string>> = {
  minLength: 'at least # characters',
  maxLength: 'at most # characters',
  minItems: 'at least # items',
  maxItems: 'at most # items',
  minProperties: 'at least # members',
  maxProperties: 'at most # members',
  uniqueItems: 'items that differ',
  contains: 'an item that fits',
  propertyNames: 'member names that fit',
  not: 'something else',
  'false schema': 'nothing',
};

const limitText = (keyword: string, params: CheckError['params']): string =>
  (LIMIT_WORDS[keyword] ?? `what ${keyword} says`).replace('#', String(params.limit));

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function violationOf({ pointer, rule, expected }: Problem, value: unknown): Violation {
  return {
    pointer: cut(pointer, MAX_POINTER_LENGTH),
    rule,
    expected: cut(expected, MAX_EXPECTED_LENGTH),
    found: typeAt(value, pointer),
  };
}

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length)}…`);

function typeAt(value: unknown, pointer: string): string {
  let at = value;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return 'nothing';
    at = (at as Record<string, unknown>)[name];
  }
  if (at === null) return 'null';
  if (Array.isArray(at)) return 'array';
  if (typeof at === 'number') return Number.isInteger(at) ? 'integer' : 'number';
  return ['boolean', 'string', 'object'].includes(typeof at) ? typeof at : 'nothing';
}
