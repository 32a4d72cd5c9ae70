import { expect, test } from 'vitest';
import { chargePayment } from './decide.ts';

const request = (paymentToken: string, attempt = 0) => ({
  requestId: 'run/ChargePayment',
  attempt,
  orderId: 'order-1',
  amountCents: 1_250,
  currency: 'EUR',
  paymentToken,
});

test('charge-payment - charges a card under an id that a retry repeats', () => {
  const charged = { chargeId: 'charge/run/ChargePayment', amountCents: 1_250, currency: 'EUR' };
  expect(chargePayment(request('tok_visa'))).toEqual(charged);
  expect(chargePayment(request('tok_slow', 1))).toEqual(charged);
});

test('charge-payment - a slow provider fails once, by an error that is worth a retry', () => {
  expect(() => chargePayment(request('tok_slow'))).toThrow(expect.objectContaining({ name: 'Payment.GatewayTimeout' }));
});

test('charge-payment - a declined card stays declined', () => {
  for (const attempt of [0, 1, 2]) {
    expect(() => chargePayment(request('tok_declined', attempt))).toThrow(
      expect.objectContaining({ name: 'Payment.Declined' }),
    );
  }
});
