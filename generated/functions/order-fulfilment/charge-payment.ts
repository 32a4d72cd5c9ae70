// Made by `baton generate`. Do not edit.
import { paymentChargeRequested1, type PaymentChargeRequested } from '../../contracts/payment.charge.requested@1.ts';
import { paymentCharged1, type PaymentCharged } from '../../contracts/payment.charged@1.ts';

export type Input = PaymentChargeRequested;
export type Output = PaymentCharged;

export const contracts = {
  workflow: 'order-fulfilment',
  task: 'charge-payment',
  input: paymentChargeRequested1,
  output: paymentCharged1,
  enforce: {
    "input": "enforce",
    "output": "enforce"
  },
} as const;
