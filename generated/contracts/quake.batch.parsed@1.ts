// Made by `npm run generate`. Do not edit. From schemas/quake.batch.parsed/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.batch.parsed@1.js';

export type QuakeBatchParsed = {
  readonly source: {
    readonly topic: string;
    readonly partition: number;
    readonly first: number;
    readonly last: number;
  };
  readonly rows: readonly {
    readonly offset: number;
    readonly timestamp: number;
    /** base64 */
    readonly key: string | null;
    /** base64 */
    readonly raw: string;
    /** To be checked against quake.measured. */
    readonly measured: { readonly [name: string]: unknown };
  }[];
};

/** Rows of one partition in the form that is checked and kept. quake.batch.parsed@1, owned by seismology-team. */
export const quakeBatchParsed1: GeneratedContract<'quake.batch.parsed@1', QuakeBatchParsed> = {
  id: 'quake.batch.parsed@1',
  fingerprint: '3f2a5ccba205ccf7311128f36c528ef73c4de1e23478765e45c7f0338f074798',
  validate: validator(open, closed, {}),
};
