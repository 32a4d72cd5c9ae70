// Made by `baton generate`. Do not edit. From schemas/payment.charge.requested/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/payment.charge.requested@1.js';

export type PaymentChargeRequested = {
  /** The same on every retry: execution name and state. */
  readonly requestId: string;
  /** How often this state has been retried. */
  readonly attempt: number;
  readonly orderId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly paymentToken: string;
};

/** A customer is asked for money. payment.charge.requested@1, owned by payments-team. */
export const paymentChargeRequested1: GeneratedContract<'payment.charge.requested@1', PaymentChargeRequested> = {
  id: 'payment.charge.requested@1',
  fingerprint: '7b03847ee7561fbe9eb015dda8bb891a09912fc9cc73ab54c0f41929e3988e87',
  validate: validator(open, closed, {}),
};
