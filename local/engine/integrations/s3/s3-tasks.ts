import { randomUUID } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject, parseJson, writeJson } from '../../expressions/index.ts';
import type { TaskIntegration, TaskOutcome } from '../../runtime/ports.ts';
import { ObjectStoreError } from '../errors.ts';
import { failed, serviceMessage } from '../failures.ts';
import type { ObjectAddress, ObjectStore } from './object-store.ts';

type S3Action = (store: ObjectStore, at: ObjectAddress, given: JsonObject) => Promise<JsonObject>;

/** The operations of `arn:aws:states:::aws-sdk:s3:…` that need nothing but an object store. */
const ACTIONS = { putObject, getObject } as const satisfies Record<string, S3Action>;

export const S3_ACTIONS = Object.keys(ACTIONS) as readonly (keyof typeof ACTIONS)[];

export function s3Task(action: keyof typeof ACTIONS, store: ObjectStore): TaskIntegration {
  return {
    onCrash: failed(
      'States.TaskFailed',
      `The engine was stopped while s3:${action} ran; whether it ended is not known.`,
    ),
    async invoke(task) {
      const given = parseJson(task.arguments);
      if (!isJsonObject(given) || typeof given.Bucket !== 'string' || typeof given.Key !== 'string') {
        return failed('States.Runtime', `s3:${action} needs the arguments Bucket and Key`);
      }
      const at = { bucket: given.Bucket, key: given.Key };
      return ACTIONS[action](store, at, given).then(succeeded, failure);
    },
  };
}

/** AWS writes a Body as its JSON text, a string with its quotes. */
async function putObject(store: ObjectStore, at: ObjectAddress, given: JsonObject): Promise<JsonObject> {
  const body = given.Body === undefined ? '' : writeJson(given.Body);
  const { etag } = await store.put(at, Buffer.from(body), {
    contentType: typeof given.ContentType === 'string' ? given.ContentType : 'application/octet-stream',
    metadata: textsOf(given.Metadata),
    onlyNew: given.IfNoneMatch === '*',
  });
  return { ETag: etag, ServerSideEncryption: 'AES256' };
}

async function getObject(store: ObjectStore, at: ObjectAddress): Promise<JsonObject> {
  const { body, etag, size, contentType, modifiedAt, metadata } = await store.get(at);
  return {
    AcceptRanges: 'bytes',
    Body: Buffer.from(body).toString(),
    ContentLength: size,
    ContentType: contentType,
    ETag: etag,
    LastModified: `${new Date(modifiedAt).toISOString().slice(0, 19)}Z`,
    Metadata: { ...metadata },
    ServerSideEncryption: 'AES256',
  };
}

function succeeded(output: JsonObject): TaskOutcome {
  return { type: 'succeeded', output: writeJson(output) };
}

function failure(error: unknown): TaskOutcome {
  if (!(error instanceof ObjectStoreError)) {
    return failed('S3.SdkClientException', `Unable to reach the object store: ${(error as Error).message}`);
  }
  const name = /(?:Exception|Error)$/.test(error.code) ? error.code : `${error.code}Exception`;
  return failed(`S3.${name}`, serviceMessage('S3', error.message, error.status, randomUUID()));
}

function textsOf(value: Json | undefined): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]));
}
