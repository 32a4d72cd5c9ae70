// Made by `baton generate`. Do not edit. From schemas/customer.notified/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/customer.notified@1.js';

export type CustomerNotified = {
  readonly notificationId: string;
};

/** A customer was told about an order. customer.notified@1, owned by customer-team. */
export const customerNotified1: GeneratedContract<'customer.notified@1', CustomerNotified> = {
  id: 'customer.notified@1',
  fingerprint: '3c4996cd2c28121bc6717a0338b6715c5042aecfafbfe6c6fe7dc1cf10dd9f45',
  validate: validator(open, closed, {}),
};
