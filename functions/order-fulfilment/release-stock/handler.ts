import { contracts } from '../../../generated/functions/order-fulfilment/release-stock.ts';
import { taskHandler } from '../../../shared/tasks/index.ts';
import { releaseStock } from './decide.ts';

export const handler = taskHandler(contracts, releaseStock);
