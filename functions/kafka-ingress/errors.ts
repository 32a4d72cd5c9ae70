/** What can go wrong with a whole batch. Bad records are no errors here: they are decisions, and become dead letters. */
export abstract class IngressError extends Error {
  abstract readonly code: string;
}

/** The event is none that Lambda's Kafka event source mapping sends. Says where; holds no value of it. */
export class MalformedEventError extends IngressError {
  override readonly name = 'Ingress.MalformedEvent';
  readonly code = 'INGRESS_MALFORMED_EVENT';
  readonly path: string;

  constructor(path: string, expected: string) {
    super(`${path || 'The event'} is not ${expected}. Is the function invoked by a Kafka event source mapping?`);
    this.path = path;
  }
}

/** The function is set up wrongly: what to set is in the message. */
export class IngressConfigurationError extends IngressError {
  override readonly name = 'Ingress.Configuration';
  readonly code = 'INGRESS_CONFIGURATION';
}

/** Nothing is wrong with the records, but none can be let in: the batch comes again, nothing is dead-lettered. */
export class SystemicError extends IngressError {
  override readonly name = 'Ingress.Systemic';
  readonly code = 'INGRESS_SYSTEMIC';
}

/** Time ran out while Step Functions or the broker was busy: the batch comes again. */
export class HandedBackError extends IngressError {
  override readonly name = 'Ingress.HandedBack';
  readonly code = 'INGRESS_HANDED_BACK';
}

/** One call that may well succeed when it is made again. */
export class TransientStartError extends IngressError {
  override readonly name = 'Ingress.TransientStart';
  readonly code = 'INGRESS_TRANSIENT_START';
}
