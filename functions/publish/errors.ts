/** What publishing can fail with; names are what a definition's Retry and Catch match. */
export abstract class PublishError extends Error {
  abstract readonly code: string;
}

/** The state passes something that cannot be published: a mistake in the definition. */
export class PublishInputError extends PublishError {
  override readonly name = 'Publish.InvalidInput';
  readonly code = 'PUBLISH_INVALID_INPUT';
}

/** No workflow has the signal or topic, or several have. */
export class UnknownDestinationError extends PublishError {
  override readonly name = 'Publish.UnknownDestination';
  readonly code = 'PUBLISH_UNKNOWN_DESTINATION';
}

/** The broker is busy or away: worth a Retry. */
export class PublishUnavailableError extends PublishError {
  override readonly name = 'Publish.Unavailable';
  readonly code = 'PUBLISH_UNAVAILABLE';
}

/** The broker refuses the records, and will again. */
export class PublishRefusedError extends PublishError {
  override readonly name = 'Publish.Refused';
  readonly code = 'PUBLISH_REFUSED';
}
