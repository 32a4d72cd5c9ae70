import { contracts } from '../../../generated/functions/order-fulfilment/charge-payment.ts';
import { taskHandler } from '../../../shared/tasks/index.ts';
import { chargePayment } from './decide.ts';

export const handler = taskHandler(contracts, chargePayment);
