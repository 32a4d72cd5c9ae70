import type { FunctionContract } from '../../../shared/contracts/index.ts';

export const contract = {
  input: 'quake.batch.received@1',
  output: 'quake.batch.parsed@1',
} as const satisfies FunctionContract;
