// Made by `baton generate`. Do not edit.
import { customerNotificationRequested1, type CustomerNotificationRequested } from '../../contracts/customer.notification.requested@1.ts';
import { customerNotified1, type CustomerNotified } from '../../contracts/customer.notified@1.ts';

export type Input = CustomerNotificationRequested;
export type Output = CustomerNotified;

export const contracts = {
  workflow: 'order-fulfilment',
  task: 'notify-customer',
  input: customerNotificationRequested1,
  output: customerNotified1,
  enforce: {
    "input": "enforce",
    "output": "enforce"
  },
} as const;
