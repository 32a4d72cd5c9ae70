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
