// Made by `baton generate`. Do not edit. From schemas/stock.reservation.decided/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/stock.reservation.decided@1.js';

export type StockReservationDecided = {
  readonly status: "RESERVED" | "OUT_OF_STOCK";
  readonly reservationId: string | null;
  /** Stock keeping units of which there are too few. */
  readonly missing: readonly string[];
};

/** Stock was put aside, or there is not enough of it. stock.reservation.decided@1, owned by warehouse-team. */
export const stockReservationDecided1: GeneratedContract<'stock.reservation.decided@1', StockReservationDecided> = {
  id: 'stock.reservation.decided@1',
  fingerprint: '42097918f6b76d71449dee504a7c6c3ed8d951c909d97a3e85546a3247fc9a01',
  validate: validator(open, closed, {}),
};
