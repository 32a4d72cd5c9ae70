// Made by `baton generate`. Do not edit. From schemas/quake.batch.summarised/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.batch.summarised@1.js';

export type QuakeBatchSummarised = {
  readonly source: {
    readonly topic: string;
    readonly partition: number;
    readonly first: number;
    readonly last: number;
  };
  readonly received: number;
  readonly stored: number;
  readonly deadLettered: number;
  /** Key of the Avro object container file in the bucket. */
  readonly object: string;
};

/** What became of a batch: every row received is stored or dead-lettered. quake.batch.summarised@1, owned by seismology-team. */
export const quakeBatchSummarised1: GeneratedContract<'quake.batch.summarised@1', QuakeBatchSummarised> = {
  id: 'quake.batch.summarised@1',
  fingerprint: 'ed71acf740bd1156643f7a45bc377f3321f6348e1aefbfc07f8188c11c604176',
  validate: validator(open, closed, {}),
};
