// Made by `baton generate`. Do not edit. From schemas/stock.release.requested/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/stock.release.requested@1.js';

export type StockReleaseRequested = {
  /** The same on every retry: execution name and state. */
  readonly requestId: string;
  readonly reservationId: string;
};

/** Stock that was put aside is asked to be given back. stock.release.requested@1, owned by warehouse-team. */
export const stockReleaseRequested1: GeneratedContract<'stock.release.requested@1', StockReleaseRequested> = {
  id: 'stock.release.requested@1',
  fingerprint: '1070b32d47dce1d993a311f57f2463d83ae415d2208c383518a84abe041e4066',
  validate: validator(open, closed, {}),
};
