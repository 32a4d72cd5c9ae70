import { contracts } from '../../../generated/functions/order-fulfilment/reserve-stock.ts';
import { taskHandler } from '../../../shared/tasks/index.ts';
import { reserveStock } from './decide.ts';

export const handler = taskHandler(contracts, reserveStock);
