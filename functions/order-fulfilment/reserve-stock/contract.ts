import type { FunctionContract } from '../../../shared/contracts/index.ts';

export const contract = {
  input: 'stock.reservation.requested@1',
  output: 'stock.reservation.decided@1',
} as const satisfies FunctionContract;
