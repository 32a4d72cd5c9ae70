import { expect, test } from 'vitest';
import { reserveStock } from './decide.ts';

const request = (sku: string, attempt = 0) => ({
  requestId: 'run/ReserveStock',
  attempt,
  orderId: 'order-1',
  lines: [{ sku, quantity: 1 }],
});

test('reserve-stock - puts aside what is there', () => {
  expect(reserveStock(request('MUG'))).toEqual({
    status: 'RESERVED',
    reservationId: 'reservation/run/ReserveStock',
    missing: [],
  });
});

test('reserve-stock - names what there is too little of', () => {
  expect(reserveStock(request('SOLD-OUT-MUG'))).toEqual({
    status: 'OUT_OF_STOCK',
    reservationId: null,
    missing: ['SOLD-OUT-MUG'],
  });
});

test('reserve-stock - asking again after a busy warehouse reserves, under the same id as any other try', () => {
  expect(() => reserveStock(request('BUSY-MUG'))).toThrow('takes no reservations');
  expect(reserveStock(request('BUSY-MUG', 1)).reservationId).toBe(reserveStock(request('MUG')).reservationId);
});
