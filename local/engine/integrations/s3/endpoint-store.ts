import { GetObjectCommand, PutObjectCommand, S3Client, type S3ServiceException } from '@aws-sdk/client-s3';
import { ObjectStoreError } from '../errors.ts';
import type { ObjectStore } from './object-store.ts';

export type S3EndpointSetting = { readonly endpoint: string; readonly region: string; readonly account: string };

/** Objects of the S3 at the endpoint that was named, never of another. */
export function endpointStore({ endpoint, region, account }: S3EndpointSetting): ObjectStore {
  const client = new S3Client({
    ...{ endpoint, region, forcePathStyle: true, maxAttempts: 1 },
    credentials: { accessKeyId: account, secretAccessKey: 'none' },
  });
  return {
    put: (at, body, { contentType, metadata = {}, onlyNew }) =>
      translated(async () => {
        const { ETag: etag = '' } = await client.send(
          new PutObjectCommand({
            ...{ Bucket: at.bucket, Key: at.key, Body: body, Metadata: { ...metadata } },
            ...(contentType !== undefined && { ContentType: contentType }),
            ...(onlyNew && { IfNoneMatch: '*' }),
          }),
        );
        return {
          key: at.key,
          size: body.length,
          etag,
          modifiedAt: Date.now(),
          contentType: contentType ?? '',
          metadata,
        };
      }),
    get: (at) =>
      translated(async () => {
        const found = await client.send(new GetObjectCommand({ Bucket: at.bucket, Key: at.key }));
        const body = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
        return {
          ...{ key: at.key, size: body.length, body, etag: found.ETag ?? '' },
          modifiedAt: found.LastModified?.getTime() ?? 0,
          contentType: found.ContentType ?? '',
          metadata: found.Metadata ?? {},
        };
      }),
  };
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name: code = 'S3', message = '', $metadata } = error as Partial<S3ServiceException>;
    const status = $metadata?.httpStatusCode;
    if (status === undefined) throw error;
    throw new ObjectStoreError(message, { code, status, cause: error });
  }
}
