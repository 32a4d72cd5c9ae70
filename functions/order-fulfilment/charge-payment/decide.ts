import type { Input, Output } from '../../../generated/functions/order-fulfilment/charge-payment.ts';
import { PaymentDeclinedError, PaymentGatewayTimeoutError } from './errors.ts';

/**
 * Charges the card behind the token. The sample provider knows two special ones, as real ones' test modes do:
 * `tok_slow` fails the first time that it is tried, `tok_declined` always. The charge's id follows from the request's,
 * so charging twice takes the money once.
 */
export function chargePayment({ requestId, attempt, amountCents, currency, paymentToken }: Input): Output {
  if (paymentToken === 'tok_declined') throw new PaymentDeclinedError();
  if (paymentToken === 'tok_slow' && attempt === 0) throw new PaymentGatewayTimeoutError();
  return { chargeId: `charge/${requestId}`, amountCents, currency };
}
