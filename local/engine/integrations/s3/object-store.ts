/** Objects in buckets, as S3 tasks need them. */
export interface ObjectStore {
  /** Throws `ObjectStoreError`. */
  put(at: ObjectAddress, body: Uint8Array, about: ObjectAbout): Promise<StoredObject>;
  get(at: ObjectAddress): Promise<StoredObject & { readonly body: Uint8Array }>;
}

export type ObjectAddress = { readonly bucket: string; readonly key: string };

export type ObjectAbout = {
  readonly contentType?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Only if there is no such object yet. */
  readonly onlyNew?: boolean;
};

export type StoredObject = {
  readonly key: string;
  readonly size: number;
  /** With its quotes. */
  readonly etag: string;
  readonly modifiedAt: number;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/** S3's own error: `code` and status are S3's. */
export class ObjectStoreError extends Error {
  override name = 'ObjectStoreError';
  readonly code: string;
  readonly status: number;

  constructor(message: string, about: { readonly code: string; readonly status: number; readonly cause?: unknown }) {
    super(message, { cause: about.cause });
    this.code = about.code;
    this.status = about.status;
  }
}

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
