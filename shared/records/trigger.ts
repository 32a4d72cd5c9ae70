import type { ContractId, EnforcementMode, FormatName } from '../contracts/index.ts';
import type { RecordIdentity } from './identity.ts';

/** How the value of a record is spelt in bytes. */
export type WireFormat = FormatName;

/** A trigger as plain data: a topic whose records start executions. */
export type RecordTrigger = {
  readonly topic: string;
  readonly format: WireFormat;
  readonly contract: ContractId;
  readonly identity: RecordIdentity;
  readonly generation: number;
  readonly mode: 'execution-per-record' | 'execution-per-batch';
  /** `rejectable`: rows of a batch carry their bytes along, and the workflow itself checks and rejects them. */
  readonly rows: 'plain' | 'rejectable';
  /** `provisioned`: the mapping understands partial batch answers. Default `on-demand`: it does not. */
  readonly profile?: 'on-demand' | 'provisioned';
  /** From how many records on, and over which share of bad ones, a batch says that something else is wrong. */
  readonly faultThreshold?: FaultThreshold;
  /** What becomes of a record that breaks its contract; default `enforce`. */
  readonly enforce?: EnforcementMode;
};

export type FaultThreshold = { readonly minimumRecords: number; readonly share: number };

/** A signal as plain data: the topic and contract of a record that a publish state sends. */
export type RecordSignal = {
  readonly topic: string;
  readonly contract: ContractId;
  readonly format: WireFormat;
  /** What becomes of a value that breaks its contract; default `enforce`. */
  readonly enforce?: EnforcementMode;
};

/** A workflow's doors: what the ingress and publish functions need to know of its manifest. */
export type WorkflowDoors = {
  readonly workflow: string;
  readonly triggers: readonly RecordTrigger[];
  readonly signals: Readonly<Record<string, RecordSignal>>;
  readonly deadLetterTopic: string | null;
};
