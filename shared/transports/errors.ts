/** Records could not be published. Named by what the caller does about it. */
export abstract class TransportError extends Error {
  abstract readonly code: string;
}

/** The broker is busy or away: worth another try. */
export class TransientTransportError extends TransportError {
  override readonly name = 'Transport.Transient';
  readonly code = 'TRANSPORT_TRANSIENT';
}

/** The broker refuses what is asked of it, and will again: somebody has to change something. */
export class SystemicTransportError extends TransportError {
  override readonly name = 'Transport.Systemic';
  readonly code = 'TRANSPORT_SYSTEMIC';
}
