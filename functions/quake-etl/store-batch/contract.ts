import type { FunctionContract } from '../../../shared/contracts/index.ts';

export const contract = {
  input: 'quake.batch.store.requested@1',
  output: 'quake.batch.stored@1',
} as const satisfies FunctionContract;
