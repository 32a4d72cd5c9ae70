import { expect, test } from 'vitest';
import * as errors from './errors.ts';

const cause = { cause: new Error('disk full') };

const made: readonly (readonly [error: errors.SourceError, name: string, code: string])[] = [
  [new errors.UnknownTopicError('t'), 'UnknownTopicError', 'UNKNOWN_TOPIC'],
  [new errors.UnknownPartitionError('t', 3, 2), 'UnknownPartitionError', 'UNKNOWN_PARTITION'],
  [new errors.InvalidTopicError('a b', 'why'), 'InvalidTopicError', 'INVALID_TOPIC'],
  [new errors.RecordTooLargeError('t', 'why', cause), 'RecordTooLargeError', 'RECORD_TOO_LARGE'],
  [new errors.LogUnavailableError('log.db', 'disk full', cause), 'LogUnavailableError', 'LOG_UNAVAILABLE'],
  [new errors.PartitionRevokedError('t', 0), 'PartitionRevokedError', 'PARTITION_REVOKED'],
  [new errors.TopicReplacedError('t'), 'TopicReplacedError', 'TOPIC_REPLACED'],
  [new errors.GroupBusyError('t', 'g'), 'GroupBusyError', 'GROUP_BUSY'],
  [new errors.LogClosedError(), 'LogClosedError', 'LOG_CLOSED'],
  [new errors.DataDirectoryBusyError('.baton', cause), 'DataDirectoryBusyError', 'DATA_DIRECTORY_BUSY'],
  [new errors.NewerDataError('log.db', 2, 1), 'NewerDataError', 'NEWER_DATA'],
  [new errors.UnreadableDataError('log.db', 'why', cause), 'UnreadableDataError', 'UNREADABLE_DATA'],
];

test.each(made)('errors - %s has its name and code', (error, name, code) => {
  expect([error.name, error.code]).toEqual([name, code]);
  expect(error).toBeInstanceOf(errors.SourceError);
});

test('errors - all are in the table', () => {
  const classes = Object.keys(errors).filter((name) => name !== 'SourceError');
  expect(classes.sort()).toEqual(made.map(([, name]) => name).sort());
});
