// Made by `baton generate`. Do not edit.
import { stockReservationDecided1, type StockReservationDecided } from '../../contracts/stock.reservation.decided@1.ts';
import { stockReservationRequested1, type StockReservationRequested } from '../../contracts/stock.reservation.requested@1.ts';

export type Input = StockReservationRequested;
export type Output = StockReservationDecided;

export const contracts = {
  workflow: 'order-fulfilment',
  task: 'reserve-stock',
  input: stockReservationRequested1,
  output: stockReservationDecided1,
  enforce: {
    "input": "enforce",
    "output": "enforce"
  },
} as const;
