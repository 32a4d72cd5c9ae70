// Made by `baton generate`. Do not edit. From schemas/quake.batch.received/1.schema.json.
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
    /** A quake.feature, if it keeps its contract: rows are checked by the workflow. */
    readonly value: unknown;
    /** Name and base64, in order. */
    readonly headers?: readonly (readonly string[])[];
  }[];
};

/** Features of one partition, as the trigger hands them over. quake.batch.received@1, owned by seismology-team. */
export const quakeBatchReceived1: GeneratedContract<'quake.batch.received@1', QuakeBatchReceived> = {
  id: 'quake.batch.received@1',
  fingerprint: '302c8d67fd95b60cdaa214201f524a3a9cdc0e3ffdfc8fd9c9f6484fbda05bb3',
  validate: validator(open, closed, {}),
};
