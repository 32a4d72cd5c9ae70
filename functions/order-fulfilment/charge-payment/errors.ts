/** The provider says no, and will say so again. */
export class PaymentDeclinedError extends Error {
  override readonly name = 'Payment.Declined';

  constructor() {
    super('The payment provider declined the charge.');
  }
}

/** The provider did not answer in time: ask again with the same request id. */
export class PaymentGatewayTimeoutError extends Error {
  override readonly name = 'Payment.GatewayTimeout';

  constructor() {
    super('The payment provider did not answer in time.');
  }
}
