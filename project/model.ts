import type { ContractId, Enforcement, FunctionContract } from '../shared/contracts/index.ts';
import type { RecordSignal, RecordTrigger } from '../shared/records/index.ts';
import type { Place } from './errors.ts';

/** Everything that a project's folders say, read once. Paths are absolute. */
export type Project = {
  readonly root: string;
  readonly workflows: readonly Workflow[];
  readonly subjects: readonly Subject[];
  readonly functions: readonly ProjectFunction[];
};

export type Trigger = RecordTrigger & {
  /** `kafka: {partitions}`: how many the topic gets where Baton makes it, on a laptop; default 1. */
  readonly partitions: number;
  readonly batch: { readonly size: number; readonly windowMs: number };
};

/** A signal maps a name to the topic and contract of the record that a publish state sends. */
export type Signal = RecordSignal;

export type Workflow = {
  readonly name: string;
  readonly folder: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly manifestPath: string;
  readonly definitionPath: string;
  /** The definition as written, YAML or JSON, with its `${…}` substitutions. */
  readonly definitionText: string;
  readonly triggers: readonly Trigger[];
  readonly contracts: {
    readonly input: ContractId;
    readonly output: ContractId | null;
    /** By name, states that are no function of ours, and what their output is checked against. */
    readonly states: Readonly<Record<string, StateContract>>;
  };
  readonly enforce: Enforcement;
  readonly signals: Readonly<Record<string, Signal>>;
  readonly deadLetter: { readonly topic: string } | null;
  /** Object buckets by logical name, with the task functions that write to them. */
  readonly buckets: Readonly<Record<string, { readonly writers: readonly string[] }>>;
};

/** The contract of a state's output, and where the manifest says so. */
export type StateContract = { readonly output: ContractId; readonly place: Place };

/** `task`: functions/<workflow>/<task>; `platform`: Baton's own, which every project has. */
export type ProjectFunction = {
  /** The Lambda function's name without the stage: `order-fulfilment-reserve-stock`, `publish`. */
  readonly name: string;
  readonly kind: 'task' | 'platform';
  /** The workflow that a task or an ingress function belongs to. */
  readonly workflow: string | null;
  readonly folder: string;
  readonly handlerPath: string;
  readonly contract: FunctionContract | null;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
};

export type Subject = {
  readonly name: string;
  readonly folder: string;
  readonly owner: string;
  readonly compatibility: Compatibility;
  /** The first version that owes it; those before are compared with none. */
  readonly since: number;
  readonly description: string;
  /** In order, from the oldest. */
  readonly versions: readonly SubjectVersion[];
};

export type Compatibility =
  | 'BACKWARD'
  | 'BACKWARD_TRANSITIVE'
  | 'FORWARD'
  | 'FORWARD_TRANSITIVE'
  | 'FULL'
  | 'FULL_TRANSITIVE'
  | 'NONE';

export type SubjectVersion = {
  readonly id: ContractId;
  readonly version: number;
  readonly language: 'avro' | 'json-schema';
  readonly path: string;
  /** As written. */
  readonly text: string;
  /** The schema with all that it refers to in it, as JSON text without white space: it is read alone. */
  readonly resolved: string;
  /** The contracts that it refers to itself. */
  readonly references: readonly ContractId[];
  /** `2027-03-01`, the day from which nobody may use it; null while it is not deprecated. */
  readonly deprecatedOn: string | null;
};
