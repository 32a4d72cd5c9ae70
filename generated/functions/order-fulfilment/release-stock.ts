// Made by `npm run generate`. Do not edit.
import { stockReleaseRequested1, type StockReleaseRequested } from '../../contracts/stock.release.requested@1.ts';
import { stockReleased1, type StockReleased } from '../../contracts/stock.released@1.ts';

export type Input = StockReleaseRequested;
export type Output = StockReleased;

export const contracts = { input: stockReleaseRequested1, output: stockReleased1 };
