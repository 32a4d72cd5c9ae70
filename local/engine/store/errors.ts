/** Whatever keeps the engine from using its data; `code` is stable. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A write or read failed for a reason that may pass (disk full, I/O error, file locked): nothing of it was kept. */
export class StoreUnavailableError extends StoreError {
  override name = 'StoreUnavailableError';

  constructor(trouble: string, options?: ErrorOptions) {
    super('STORE_UNAVAILABLE', `the engine's data cannot be written: ${trouble}`, options);
  }
}

/** The data was written by a newer Baton. */
export class StoreTooNewError extends StoreError {
  override name = 'StoreTooNewError';

  constructor(file: string, found: number, supported: number) {
    super(
      'STORE_TOO_NEW',
      `${file} has schema version ${found}, this Baton knows up to ${supported}: use a newer Baton or another data directory`,
    );
  }
}

/** The file is no database of the engine. */
export class StoreUnreadableError extends StoreError {
  override name = 'StoreUnreadableError';

  constructor(trouble: string, options?: ErrorOptions) {
    super('STORE_UNREADABLE', `the engine's data cannot be read: ${trouble}; move it away or restore it`, options);
  }
}
