import { contracts } from '../../../generated/functions/order-fulfilment/notify-customer.ts';
import { taskHandler } from '../../../shared/tasks/index.ts';
import { notifyCustomer } from './decide.ts';

export const handler = taskHandler(contracts, notifyCustomer);
