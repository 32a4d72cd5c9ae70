// Made by `baton generate`. Do not edit. From schemas/quake.batch.parsed/1.schema.json.
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
    /** Name and base64, in order. */
    readonly headers?: readonly (readonly string[])[];
  }[];
};

/** Rows of one partition in the form that is checked and kept. quake.batch.parsed@1, owned by seismology-team. */
export const quakeBatchParsed1: GeneratedContract<'quake.batch.parsed@1', QuakeBatchParsed> = {
  id: 'quake.batch.parsed@1',
  fingerprint: 'c8dcd32b44e0384163eb97771054721b5f2c05878f242e54bfa71533b1c85a34',
  validate: validator(open, closed, {}),
};
