/** What CreateStateMachine was given and UpdateStateMachine cannot change. */
export type MachineRow = {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly createdAt: number;
  /** The revision that new executions take. */
  readonly revision: RevisionRow;
};

/** One definition and role that a state machine had; a run keeps the one it started with. */
export type RevisionRow = {
  readonly id: number;
  readonly machine: number;
  /** Null for the first, as AWS shows none until something is updated. */
  readonly revisionId: string | null;
  readonly definition: string;
  readonly roleArn: string;
  /** JSON of loggingConfiguration and tracingConfiguration: kept and shown, of no effect. */
  readonly settings: string;
  readonly createdAt: number;
};

export type NewMachine = Pick<MachineRow, 'arn' | 'name' | 'type' | 'createdAt'>;
export type NewRevision = Omit<RevisionRow, 'id' | 'machine'>;

/** Keeps state machines and all their revisions. Durable on return; every method throws `StoreUnavailableError`. */
export interface MachineCatalogue {
  create(machine: NewMachine, revision: NewRevision): MachineRow;
  revise(machine: number, revision: NewRevision): MachineRow;
  /** Its executions and revisions stay readable. */
  remove(machine: number): void;
  /** By ARN one that is not removed, by id any. */
  find(machine: number | string): MachineRow | null;
  /** Not removed, by name. */
  list(): readonly MachineRow[];
  revision(id: number): RevisionRow | null;
}

export interface MachineTags {
  of(machine: number): Tags;
  replace(machine: number, tags: Tags): void;
}

export type Tags = Readonly<Record<string, string>>;
