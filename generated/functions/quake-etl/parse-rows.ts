// Made by `baton generate`. Do not edit.
import { quakeBatchParsed1, type QuakeBatchParsed } from '../../contracts/quake.batch.parsed@1.ts';
import { quakeBatchReceived1, type QuakeBatchReceived } from '../../contracts/quake.batch.received@1.ts';

export type Input = QuakeBatchReceived;
export type Output = QuakeBatchParsed;

export const contracts = {
  workflow: 'quake-etl',
  task: 'parse-rows',
  input: quakeBatchReceived1,
  output: quakeBatchParsed1,
  enforce: {
    "input": "enforce",
    "output": "enforce"
  },
} as const;
