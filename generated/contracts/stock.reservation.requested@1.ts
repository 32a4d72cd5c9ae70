// Made by `baton generate`. Do not edit. From schemas/stock.reservation.requested/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/stock.reservation.requested@1.js';

export type StockReservationRequested = {
  /** The same on every retry: execution name and state. */
  readonly requestId: string;
  /** How often this state has been retried. */
  readonly attempt: number;
  readonly orderId: string;
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
  }[];
};

/** Stock is asked to be put aside for an order. stock.reservation.requested@1, owned by warehouse-team. */
export const stockReservationRequested1: GeneratedContract<'stock.reservation.requested@1', StockReservationRequested> = {
  id: 'stock.reservation.requested@1',
  fingerprint: 'e30b9c1fb8b8fca20368f752aa9360c287ed472fc2b38ca09e59cca77a62881b',
  validate: validator(open, closed, {}),
};
