/** A program that is not ours cannot be asked; the message says what to do about it. */
export class PeerError extends Error {
  override name = 'PeerError';
}
