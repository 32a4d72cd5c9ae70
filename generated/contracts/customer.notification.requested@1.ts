// Made by `baton generate`. Do not edit. From schemas/customer.notification.requested/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/customer.notification.requested@1.js';

export type CustomerNotificationRequested = {
  /** The same on every retry: execution name and state. */
  readonly requestId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly message: "ORDER_CONFIRMED";
};

/** A customer is to be told about an order. customer.notification.requested@1, owned by customer-team. */
export const customerNotificationRequested1: GeneratedContract<'customer.notification.requested@1', CustomerNotificationRequested> = {
  id: 'customer.notification.requested@1',
  fingerprint: 'cf95cb90052cb9dda737b072af80486b781cb4b9746a05d2942da427c3448a95',
  validate: validator(open, closed, {}),
};
