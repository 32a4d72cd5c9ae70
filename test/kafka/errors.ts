/** The tests cannot have a broker; the message says what to do about it. */
export class KafkaHarnessError extends Error {
  override name = 'KafkaHarnessError';
}
