import type { Input, Output } from '../../../generated/functions/order-fulfilment/notify-customer.ts';

/** Tells the customer. The notification's id follows from the request's, so a retry tells nobody twice. */
export function notifyCustomer({ requestId }: Input): Output {
  return { notificationId: `notification/${requestId}` };
}
