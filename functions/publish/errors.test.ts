import { expect, test } from 'vitest';
import {
  PublishError,
  PublishInputError,
  PublishRefusedError,
  PublishUnavailableError,
  UnknownDestinationError,
} from './errors.ts';

const errors: readonly (readonly [PublishError, name: string, code: string])[] = [
  [new PublishInputError('x'), 'Publish.InvalidInput', 'PUBLISH_INVALID_INPUT'],
  [new UnknownDestinationError('x'), 'Publish.UnknownDestination', 'PUBLISH_UNKNOWN_DESTINATION'],
  [new PublishUnavailableError('x'), 'Publish.Unavailable', 'PUBLISH_UNAVAILABLE'],
  [new PublishRefusedError('x'), 'Publish.Refused', 'PUBLISH_REFUSED'],
];

test.each(errors)('publish errors - definitions match on names: %s', (error, name, code) => {
  expect(error).toBeInstanceOf(PublishError);
  expect([error.name, error.code]).toEqual([name, code]);
});
