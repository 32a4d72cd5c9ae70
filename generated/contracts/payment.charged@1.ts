// Made by `baton generate`. Do not edit. From schemas/payment.charged/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/payment.charged@1.js';

export type PaymentCharged = {
  readonly chargeId: string;
  readonly amountCents: number;
  readonly currency: string;
};

/** A customer has paid. payment.charged@1, owned by payments-team. */
export const paymentCharged1: GeneratedContract<'payment.charged@1', PaymentCharged> = {
  id: 'payment.charged@1',
  fingerprint: 'b2340436f4a2b08de8c4a4e07f8807633b5721d58df96a6f020718f5dc48b6dd',
  validate: validator(open, closed, {}),
};
