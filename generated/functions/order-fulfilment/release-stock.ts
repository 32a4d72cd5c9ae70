// Made by `baton generate`. Do not edit.
import { stockReleaseRequested1, type StockReleaseRequested } from '../../contracts/stock.release.requested@1.ts';
import { stockReleased1, type StockReleased } from '../../contracts/stock.released@1.ts';

export type Input = StockReleaseRequested;
export type Output = StockReleased;

export const contracts = {
  workflow: 'order-fulfilment',
  task: 'release-stock',
  input: stockReleaseRequested1,
  output: stockReleased1,
  enforce: {
    "input": "enforce",
    "output": "enforce"
  },
} as const;
