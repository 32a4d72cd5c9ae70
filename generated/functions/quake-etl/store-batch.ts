// Made by `baton generate`. Do not edit.
import { quakeBatchStoreRequested1, type QuakeBatchStoreRequested } from '../../contracts/quake.batch.store.requested@1.ts';
import { quakeBatchStored1, type QuakeBatchStored } from '../../contracts/quake.batch.stored@1.ts';

export type Input = QuakeBatchStoreRequested;
export type Output = QuakeBatchStored;

export const contracts = {
  workflow: 'quake-etl',
  task: 'store-batch',
  input: quakeBatchStoreRequested1,
  output: quakeBatchStored1,
  enforce: {
    "input": "enforce",
    "output": "enforce"
  },
} as const;
