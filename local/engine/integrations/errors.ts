type About = {
  readonly code: string;
  /** HTTP's; null when no answer came. */
  readonly status: number | null;
  readonly cause?: unknown;
};

/** A service said no; `code` and status are those of the service. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly code: string;
  readonly status: number | null;

  constructor(message: string, { code, status, cause }: About) {
    super(message, { cause });
    this.code = code;
    this.status = status;
  }
}

/** Lambda did not run the function. */
export class InvocationRefusedError extends ServiceError {
  override name = 'InvocationRefusedError';
  readonly requestId: string;

  constructor(message: string, about: About & { readonly requestId: string }) {
    super(message, about);
    this.requestId = about.requestId;
  }
}

/** An object store answered that it did not do as asked. */
export class ObjectStoreError extends ServiceError {
  override name = 'ObjectStoreError';
  declare readonly status: number;

  constructor(message: string, about: About & { readonly status: number }) {
    super(message, about);
  }
}

/** S3's words, one row per reason. */
export const objectError = {
  noSuchBucket: () => refused('NoSuchBucket', 404, 'The specified bucket does not exist'),
  noSuchKey: () => refused('NoSuchKey', 404, 'The specified key does not exist.'),
  invalidBucketName: () => refused('InvalidBucketName', 400, 'The specified bucket is not valid.'),
  keyTooLong: () => refused('KeyTooLongError', 400, 'Your key is too long'),
  keyIsFolder: (key: string) =>
    refused(
      'InvalidRequest',
      400,
      `In a bucket that is a folder, '${key}' cannot be an object and a prefix of others at the same time`,
    ),
  alreadyThere: () =>
    refused('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold'),
} as const satisfies Record<string, (key: string) => ObjectStoreError>;

function refused(code: string, status: number, message: string): ObjectStoreError {
  return new ObjectStoreError(message, { code, status });
}

/** BATON_HTTP_CONNECTIONS is not what it should be; the message says where. */
export class HttpConnectionsError extends Error {
  override name = 'HttpConnectionsError';
  readonly code = 'BAD_HTTP_CONNECTIONS';

  constructor(what: string, options?: ErrorOptions) {
    super(`BATON_HTTP_CONNECTIONS is wrong: ${what}`, options);
  }
}

/** The mock configuration is none of Step Functions Local's; the message says where. */
export class MockConfigError extends Error {
  override name = 'MockConfigError';
  readonly code = 'BAD_MOCK_CONFIG';
}
