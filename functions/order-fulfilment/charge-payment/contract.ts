import type { FunctionContract } from '../../../shared/contracts/index.ts';

export const contract = {
  input: 'payment.charge.requested@1',
  output: 'payment.charged@1',
} as const satisfies FunctionContract;
