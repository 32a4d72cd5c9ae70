import { expect, test } from 'vitest';
import {
  HttpConnectionsError,
  InvocationRefusedError,
  MockConfigError,
  ObjectStoreError,
  objectError,
  ServiceError,
} from './errors.ts';

const cause = new Error('below');

test.each([
  [new InvocationRefusedError('m', { code: 'X', status: null, requestId: 'r', cause }), 'InvocationRefusedError', null],
  [new ObjectStoreError('m', { code: 'X', status: 404, cause }), 'ObjectStoreError', 404],
])('integration errors - %s has its name, code, status and cause', (error, name, status) => {
  expect(error).toBeInstanceOf(ServiceError);
  expect([error.name, error.code, error.status, error.cause]).toEqual([name, 'X', status, cause]);
});

test('integration errors - the words of S3 have its codes and statuses', () => {
  const told = Object.values(objectError).map((make) => make('key'));
  expect(told.map(({ code, status }) => `${status} ${code}`)).toEqual([
    ...['404 NoSuchBucket', '404 NoSuchKey', '400 InvalidBucketName', '400 KeyTooLongError', '400 InvalidRequest'],
    '412 PreconditionFailed',
  ]);
});

test('integration errors - settings of connections that are none have their name, code and cause', () => {
  const error = new HttpConnectionsError('no', { cause });
  expect([error.name, error.code, error.cause]).toEqual(['HttpConnectionsError', 'BAD_HTTP_CONNECTIONS', cause]);
});

test('integration errors - a mock configuration that is none has its name, code and cause', () => {
  const error = new MockConfigError('m', { cause });
  expect([error.name, error.code, error.cause]).toEqual(['MockConfigError', 'BAD_MOCK_CONFIG', cause]);
});
