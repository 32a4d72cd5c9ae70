/** One version of one subject, `order.created@2`. */
export type ContractId = `${string}@${number}`;

/** `order.created@2` → `order.created`. */
export const subjectOf = (id: ContractId): string => id.slice(0, id.lastIndexOf('@'));

/** `order.created@2` → `2`. */
export const versionOf = (id: ContractId): string => id.slice(id.lastIndexOf('@') + 1);

/** One way in which a value breaks its contract. Holds no value of the payload: it may be personal data. */
export type Violation = {
  /** JSON pointer to the place, `/items/0/quantity`; the whole value is ``. */
  readonly pointer: string;
  /** The JSON Schema keyword or Avro rule that is broken, `required`. */
  readonly rule: string;
  readonly expected: string;
  /** The JSON type that was found, `string`, or `nothing`. */
  readonly found: string;
};

/** A consumer is open (extra fields pass), an Avro producer closed (an undeclared field is a violation). */
export type Direction = 'input' | 'output';

/** What becomes of data that breaks its contract: it is refused, or told and let pass, or not checked at all. */
export type EnforcementMode = 'enforce' | 'warn' | 'off';

export type Enforcement = Readonly<Record<Direction, EnforcementMode>>;

export const ENFORCE_ALL: Enforcement = { input: 'enforce', output: 'enforce' };

/** Violations that a check reports at most; a value with more has been told enough. */
export const MAX_VIOLATIONS = 20;

/** A contract as the generated modules hold it: a compiled validator of the JSON form and a fingerprint. */
export type Contract<Value = unknown> = {
  readonly id: ContractId;
  /** SHA-256, hex, of the schema and all that it refers to, as canonical JSON: members sorted, no white space. */
  readonly fingerprint: string;
  /** Violations of the value's JSON form, at most `MAX_VIOLATIONS`; none when it fits. */
  readonly validate: (value: unknown, direction: Direction) => readonly Violation[];
  /** The type of a value that fits; never set at run time. */
  readonly type?: Value;
};

/** A contract whose values travel as Avro: every version of its subject may have written them. */
export type AvroContract<Value = unknown> = Contract<Value> & {
  /** The reader's schema, as JSON text. */
  readonly schema: string;
  /** Schemas of all the subject's versions, as JSON text, by version. */
  readonly writers: Readonly<Record<number, string>>;
};

export const isAvroContract = (contract: Contract): contract is AvroContract => 'writers' in contract;
