import type { FunctionContract } from '../../../shared/contracts/index.ts';

export const contract = {
  input: 'customer.notification.requested@1',
  output: 'customer.notified@1',
} as const satisfies FunctionContract;
