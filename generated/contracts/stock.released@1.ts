// Made by `baton generate`. Do not edit. From schemas/stock.released/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/stock.released@1.js';

export type StockReleased = {
  readonly reservationId: string;
  readonly released: true;
};

/** Stock that was put aside is free again. stock.released@1, owned by warehouse-team. */
export const stockReleased1: GeneratedContract<'stock.released@1', StockReleased> = {
  id: 'stock.released@1',
  fingerprint: '459d431caefda3f68c5f7167eef12ff0828295876721cbed67f3ed106e9914f4',
  validate: validator(open, closed, {}),
};
