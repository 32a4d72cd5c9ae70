// Made by `npm run generate`. Do not edit. From schemas/quake.batch.received/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.batch.received@1.js';

export type QuakeBatchReceived = {
  readonly source: {
    readonly topic: string;
    readonly partition: number;
    readonly first: number;
    readonly last: number;
  };
  readonly items: readonly {
    readonly offset: number;
    readonly timestamp: number;
    /** base64 */
    readonly key: string | null;
    /** base64 */
    readonly raw: string;
    readonly value: { readonly [name: string]: unknown };
  }[];
};

/** Features of one partition, as the trigger hands them over. quake.batch.received@1, owned by seismology-team. */
export const quakeBatchReceived1: GeneratedContract<'quake.batch.received@1', QuakeBatchReceived> = {
  id: 'quake.batch.received@1',
  fingerprint: 'd4815f1d8d806a0639e0e3e3ba74ca5f88c8c726c831050b8a6ec499c9993d73',
  validate: validator(open, closed, {}),
};
