import type { ContractId } from '../shared/contracts/contract.ts';
import type { FunctionContract } from '../shared/contracts/function-contract.ts';

/** Everything that a project's folders say, read once. Paths are absolute. */
export type Project = {
  readonly root: string;
  readonly workflows: readonly Workflow[];
  readonly subjects: readonly Subject[];
  readonly functions: readonly ProjectFunction[];
};

export type WireFormat = 'json' | 'avro-single-object';

/** What makes two records the same: DESIGN.md §3. */
export type Identity =
  | { readonly kind: 'offset' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'pointer'; readonly pointer: string };

export type TriggerMode = 'execution-per-record' | 'execution-per-batch';

export type Trigger = {
  readonly topic: string;
  /** `kafka: {partitions}`: how many the topic gets where Baton makes it, on a laptop; default 1. */
  readonly partitions: number;
  readonly format: WireFormat;
  readonly contract: ContractId;
  readonly identity: Identity;
  readonly generation: number;
  readonly mode: TriggerMode;
  /** `rejectable`: rows of a batch carry their bytes along, so that a state can dead-letter them. */
  readonly rows: 'plain' | 'rejectable';
  readonly batch: { readonly size: number; readonly windowMs: number };
};

/** A signal maps a name to the topic and contract of the record that a publish state sends. */
export type Signal = { readonly topic: string; readonly contract: ContractId; readonly format: WireFormat };

export type Workflow = {
  readonly name: string;
  readonly folder: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly manifestPath: string;
  readonly definitionPath: string;
  /** The definition as written, YAML or JSON, with its `${…}` substitutions. */
  readonly definitionText: string;
  readonly triggers: readonly Trigger[];
  readonly contracts: { readonly input: ContractId; readonly output: ContractId | null };
  readonly signals: Readonly<Record<string, Signal>>;
  readonly deadLetter: { readonly topic: string } | null;
  /** Object buckets by logical name, with the task functions that write to them. */
  readonly buckets: Readonly<Record<string, { readonly writers: readonly string[] }>>;
};

/** `task`: functions/<workflow>/<task>; `platform`: Baton's own, functions/<name>. */
export type ProjectFunction = {
  /** The Lambda function's name without the stage: `order-fulfilment-reserve-stock`, `publish`. */
  readonly name: string;
  readonly kind: 'task' | 'platform';
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
  readonly description: string;
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
  readonly text: string;
};
