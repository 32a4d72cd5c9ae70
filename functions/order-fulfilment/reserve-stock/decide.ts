import type { Input, Output } from '../../../generated/functions/order-fulfilment/reserve-stock.ts';
import { WarehouseBusyError } from './errors.ts';

/**
 * Puts the order's lines aside. The sample warehouse has plenty of everything but what is called `SOLD-OUT-…`, and is
 * busy the first time that it is asked for a `BUSY-…`. The reservation's id follows from the request's, so asking
 * twice reserves once.
 */
export function reserveStock({ requestId, attempt, lines }: Input): Output {
  if (attempt === 0 && lines.some(({ sku }) => sku.startsWith('BUSY-'))) throw new WarehouseBusyError();
  const missing = lines.map(({ sku }) => sku).filter((sku) => sku.startsWith('SOLD-OUT-'));
  return missing.length === 0
    ? { status: 'RESERVED', reservationId: `reservation/${requestId}`, missing }
    : { status: 'OUT_OF_STOCK', reservationId: null, missing };
}
