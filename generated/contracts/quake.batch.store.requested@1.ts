// Made by `baton generate`. Do not edit. From schemas/quake.batch.store.requested/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.batch.store.requested@1.js';

export type QuakeBatchStoreRequested = {
  readonly bucket: string;
  readonly key: string;
  readonly rows: readonly { readonly [name: string]: unknown }[];
};

/** Rows are asked to be kept as one Avro object container file. quake.batch.store.requested@1, owned by seismology-team. */
export const quakeBatchStoreRequested1: GeneratedContract<'quake.batch.store.requested@1', QuakeBatchStoreRequested> = {
  id: 'quake.batch.store.requested@1',
  fingerprint: '8dd60f2022c345b6a8d8be71e789d1c44058d8ae6367991d6cb587bc14eef217',
  validate: validator(open, closed, {}),
};
