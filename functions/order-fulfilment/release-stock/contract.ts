import type { FunctionContract } from '../../../shared/contracts/index.ts';

export const contract = {
  input: 'stock.release.requested@1',
  output: 'stock.released@1',
} as const satisfies FunctionContract;
