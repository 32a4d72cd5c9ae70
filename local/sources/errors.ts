/** Whatever goes wrong between Baton and a log; `code` is stable. */
export class SourceError extends Error {
  override name = 'SourceError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export class UnknownTopicError extends SourceError {
  override name = 'UnknownTopicError';

  constructor(topic: string) {
    super('UNKNOWN_TOPIC', `there is no topic ${topic}: create it, or name it in a workflow's manifest`);
  }
}

export class UnknownPartitionError extends SourceError {
  override name = 'UnknownPartitionError';

  constructor(topic: string, partition: number, count: number) {
    super('UNKNOWN_PARTITION', `topic ${topic} has no partition ${partition}: it has ${count}, counted from 0`);
  }
}

/** A name, a number of partitions or a timestamp that no log takes. */
export class InvalidTopicError extends SourceError {
  override name = 'InvalidTopicError';

  constructor(topic: string, reason: string) {
    super('INVALID_TOPIC', `topic "${topic}" cannot be made: ${reason}`);
  }
}

export class RecordTooLargeError extends SourceError {
  override name = 'RecordTooLargeError';

  constructor(topic: string, reason: string, options?: ErrorOptions) {
    super('RECORD_TOO_LARGE', `a record for topic ${topic} is too large: ${reason}; send it smaller`, options);
  }
}

/** The disk is full, a file cannot be written, or no broker answers: it may pass, and what was acknowledged is safe. */
export class LogUnavailableError extends SourceError {
  override name = 'LogUnavailableError';

  constructor(where: string, reason: string, options?: ErrorOptions) {
    super('LOG_UNAVAILABLE', `${where} cannot be used: ${reason}`, options);
  }
}

/** Somebody else has the partition now: stop working on it and commit nothing. */
export class PartitionRevokedError extends SourceError {
  override name = 'PartitionRevokedError';

  constructor(topic: string, partition: number) {
    super('PARTITION_REVOKED', `partition ${partition} of topic ${topic} is not this reader's`);
  }
}

/** At the offsets that a reader knows lie other records now: to go on from there would pass some over. */
export class TopicReplacedError extends SourceError {
  override name = 'TopicReplacedError';

  constructor(topic: string) {
    super(
      'TOPIC_REPLACED',
      `topic ${topic} was deleted and made anew: stop, and start again, to read it from its start`,
    );
  }
}

/** The embedded log gives a topic to one reader of a group. */
export class GroupBusyError extends SourceError {
  override name = 'GroupBusyError';

  constructor(topic: string, group: string) {
    super('GROUP_BUSY', `group ${group} reads topic ${topic} already: close that reader, or use another group`);
  }
}

export class LogClosedError extends SourceError {
  override name = 'LogClosedError';

  constructor() {
    super('LOG_CLOSED', 'the log was closed');
  }
}

export class DataDirectoryBusyError extends SourceError {
  override name = 'DataDirectoryBusyError';

  constructor(directory: string, options?: ErrorOptions) {
    super(
      'DATA_DIRECTORY_BUSY',
      `another process uses the data directory ${directory}: stop it, or choose another directory with --data`,
      options,
    );
  }
}

export class NewerDataError extends SourceError {
  override name = 'NewerDataError';

  constructor(file: string, found: number, supported: number) {
    super(
      'NEWER_DATA',
      `${file} has version ${found}, this Baton knows up to ${supported}: use a newer Baton or another data directory`,
    );
  }
}

/** The file is no log. */
export class UnreadableDataError extends SourceError {
  override name = 'UnreadableDataError';

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super('UNREADABLE_DATA', `${file} cannot be read as a log: ${reason}; move it away or restore it`, options);
  }
}
