// Made by `baton generate`. Do not edit. From schemas/quake.batch.stored/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.batch.stored@1.js';

export type QuakeBatchStored = {
  readonly bucket: string;
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
};

/** Rows are kept. quake.batch.stored@1, owned by seismology-team. */
export const quakeBatchStored1: GeneratedContract<'quake.batch.stored@1', QuakeBatchStored> = {
  id: 'quake.batch.stored@1',
  fingerprint: '4727ef829af404b09945e1d7dce9e987c333a904fe581480c1b70d47781a6b5a',
  validate: validator(open, closed, {}),
};
