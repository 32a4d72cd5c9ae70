import { expect, test } from 'vitest';
import { makeCertificates } from './certificates.fixture.ts';
import { confluentRegistry } from './confluent-registry.ts';
import type { Credentials } from './credentials.ts';
import { RegistryError, SystemicRegistryError, TransientRegistryError } from './errors.ts';
import { answersOf, type RegistryStub, type StubAnswer, startRegistryStub } from './registry-stub.fixture.ts';
import { schemaFingerprint } from './schema-fingerprint.ts';

const GUID = '89791762-2336-4186-9674-299b90a802e2';
const STRING = { schema: '"string"' };
const withCredentials = ({ url }: Pick<RegistryStub, 'url'>, credentials: Credentials = {}) =>
  confluentRegistry({ url, credentials: async () => credentials });

test('confluent registry - knows schemas by id and by GUID', async () => {
  await using stub = await startRegistryStub(
    answersOf({
      'GET /schemas/ids/1': STRING,
      [`GET /schemas/guids/${GUID}`]: { schemaType: 'JSON', schema: '{}', references: [{ subject: 'x', version: 1 }] },
      'GET /schemas/ids/2': { schemaType: 'PROTOBUF', schema: 'syntax = "proto3";' },
    }),
  );
  const registry = withCredentials(stub);
  expect(await registry.schemaOf('id:1')).toEqual({ language: 'avro', text: '"string"' });
  expect(await registry.schemaOf(`guid:${GUID}`)).toEqual({ language: 'json-schema', text: '{}' });
  expect(await registry.schemaOf('id:2')).toMatchObject({ language: 'protobuf' });
  expect(await registry.schemaOf('id:3')).toBe(null);
  expect(stub.asked[0]?.headers.accept).toContain('application/vnd.schemaregistry.v1+json');
});

test('confluent registry - keeps the path of its URL', async () => {
  await using stub = await startRegistryStub(answersOf({ 'GET /apis/ccompat/v7/schemas/ids/1': STRING }));
  expect(await withCredentials({ url: `${stub.url}/apis/ccompat/v7/` }).schemaOf('id:1')).not.toBe(null);
});

test('confluent registry - finds the id of an Avro schema under a subject', async () => {
  const found = { subject: 'a/b-value', version: 3, id: 7, schema: '"string"' };
  await using stub = await startRegistryStub(
    answersOf({ 'POST /subjects/a%2Fb-value': found, 'POST /subjects/d-value?normalize=true': { ...found, id: 8 } }),
  );
  const registry = withCredentials(stub);
  const schema = { language: 'avro', text: '"string"' } as const;
  expect(await registry.idOf('a/b-value', schema)).toBe('id:7');
  expect(await registry.idOf('d-value', schema)).toBe('id:8');
  expect(await registry.idOf('c-value', schema)).toBe(null);
  expect(stub.asked.map(({ line, body }) => [line, body])).toEqual(
    ['a%2Fb-value', 'd-value', 'd-value?normalize=true', 'c-value', 'c-value?normalize=true'].map((path) => [
      `POST /subjects/${path}`,
      { schema: '"string"' },
    ]),
  );
});

test('confluent registry - finds the id of a JSON Schema by its fingerprint', async () => {
  const version = (id: number, schema: string) => ({
    subject: 'a',
    version: id,
    id: 40 + id,
    schemaType: 'JSON',
    schema,
  });
  await using stub = await startRegistryStub(
    answersOf({
      'GET /subjects/a/versions': [1, 2, 3],
      'GET /subjects/a/versions/1': version(1, '{"type":"object"}'),
      'GET /subjects/a/versions/2': version(2, '{"title": "A", "type": ["object", "null"]}'),
      'GET /subjects/a/versions/3': version(3, 'no JSON'),
    }),
  );
  const registry = withCredentials(stub);
  const fingerprint = schemaFingerprint('{"type":["object","null"],"title":"A"}');
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(await registry.idOf('a', { language: 'json-schema', fingerprint })).toBe('id:42');
  expect(await registry.idOf('a', { language: 'json-schema', fingerprint: 'other' })).toBe(null);
  expect(await registry.idOf('b', { language: 'json-schema', fingerprint })).toBe(null);
});

test('confluent registry - writes what an Avro schema refers to into it', async () => {
  const refers = (subject: string) => ({ name: subject, subject, version: 1 });
  await using stub = await startRegistryStub(
    answersOf({
      'GET /schemas/ids/1': { schema: '{"type":"array","items":"B"}', references: [refers('b'), refers('a')] },
      'GET /subjects/b/versions/1': {
        schema: '{"type":"record","name":"B","fields":[{"name":"a","type":"A"}]}',
        references: [refers('a')],
      },
      'GET /subjects/a/versions/1': { schema: '{"type":"fixed","name":"A","size":2}' },
    }),
  );
  const schema = await withCredentials(stub).schemaOf('id:1');
  expect(JSON.parse(schema?.text ?? '')).toMatchObject({
    items: { name: 'B', fields: [{ type: { name: 'A', size: 2 } }] },
  });
  expect(stub.asked.map(({ line }) => line)).toEqual([
    'GET /schemas/ids/1',
    'GET /subjects/b/versions/1',
    'GET /subjects/a/versions/1',
  ]);
});

const credentials: readonly (readonly [Credentials, string | undefined])[] = [
  [{}, undefined],
  [{ username: 'key', password: 'sécret' }, `Basic ${Buffer.from('key:sécret').toString('base64')}`],
  [{ token: 'tok' }, 'Bearer tok'],
];

test.each(credentials)('confluent registry - says who asks: %o', async (given, authorization) => {
  await using stub = await startRegistryStub(answersOf({ 'GET /schemas/ids/1': STRING }));
  await withCredentials(stub, given).schemaOf('id:1');
  expect(stub.asked[0]?.headers.authorization).toBe(authorization);
});

test('confluent registry - reads rotated credentials anew when it is refused', async () => {
  await using stub = await startRegistryStub((asked) =>
    asked.headers.authorization === 'Bearer new'
      ? { status: 200, body: STRING }
      : { status: 401, body: { error_code: 40101, message: 'Unauthorized' } },
  );
  let token = 'old';
  let reads = 0;
  const registry = confluentRegistry({
    url: stub.url,
    credentials: async () => {
      reads++;
      return { token };
    },
  });
  await expect(registry.schemaOf('id:1')).rejects.toThrow(SystemicRegistryError);
  token = 'new';
  expect(await registry.schemaOf('id:1')).not.toBe(null);
  expect(await registry.schemaOf('id:1')).not.toBe(null);
  expect(reads).toBe(3);
});

test('confluent registry - both sides show certificates, and none is trusted unseen', async () => {
  const password = 'changeit';
  const { ca, server, client } = makeCertificates(password);
  const tls = { cert: server.certificate, key: server.privateKey, ca, requestCert: true, rejectUnauthorized: true };
  await using stub = await startRegistryStub(answersOf({ 'GET /schemas/ids/1': STRING }), tls);
  const keys = { ...client, privateKeyPassword: password };
  expect(await withCredentials(stub, { ...keys, ca }).schemaOf('id:1')).not.toBe(null);
  await expect(withCredentials(stub, keys).schemaOf('id:1')).rejects.toThrow(SystemicRegistryError);
  await expect(withCredentials(stub, { ca }).schemaOf('id:1')).rejects.toThrow(RegistryError);
  await expect(withCredentials(stub, { ca, certificate: 'x', privateKey: 'y' }).schemaOf('id:1')).rejects.toThrow(
    'The certificate or private key of the schema registry is none.',
  );
});

const later = TransientRegistryError;
const never = SystemicRegistryError;
const refusals: readonly (readonly [StubAnswer, typeof later | typeof never, string])[] = [
  [
    { status: 500, body: { error_code: 50001, message: 'Error in the backend data store' } },
    later,
    'backend data store',
  ],
  [{ status: 503, body: '<html>' }, later, 'answered 503.'],
  [{ status: 429, body: {} }, later, 'answered 429.'],
  [{ status: 401, body: { message: 'Unauthorized' } }, never, 'answered 401: Unauthorized'],
  [{ status: 403, body: {} }, never, 'answered 403.'],
  [{ status: 302, body: '' }, never, 'answered 302.'],
  [{ status: 404, body: '<html>' }, never, 'There is no schema registry at'],
  [{ status: 200, body: '<html>' }, never, 'what no schema registry answers'],
  [{ status: 200, body: { schema: 7 } }, never, 'what no schema registry answers'],
  [{ status: 200, body: JSON.stringify('x'.repeat(5_000_000)) }, never, 'answered more than'],
];

test.each(refusals)('confluent registry - %o is no answer', async (answer, kind, message) => {
  await using stub = await startRegistryStub(() => answer);
  const asking = withCredentials(stub).schemaOf('id:1');
  await expect(asking).rejects.toThrow(kind);
  await expect(asking).rejects.toThrow(message);
});

test('confluent registry - one that knows no GUIDs knows none of them', async () => {
  await using stub = await startRegistryStub(({ line }) =>
    line === 'GET /schemas/types' ? { status: 200, body: ['AVRO'] } : { status: 404, body: '' },
  );
  expect(await withCredentials(stub).schemaOf(`guid:${GUID}`)).toBe(null);
});

test('confluent registry - one that is away may come back', async () => {
  const stub = await startRegistryStub(answersOf({}));
  await stub[Symbol.asyncDispose]();
  await expect(withCredentials(stub).schemaOf('id:1')).rejects.toThrow(TransientRegistryError);
});

test('confluent registry - a kind of schema that nobody knows is told as one', async () => {
  await using stub = await startRegistryStub(answersOf({ 'GET /schemas/ids/1': { schema: '', schemaType: 'THRIFT' } }));
  expect(await withCredentials(stub).schemaOf('id:1')).toEqual({ language: 'other', text: '' });
});

test('confluent registry - references without end are not followed', async () => {
  const next = (line: string) => Number(/\d+$/.exec(line.replace('/versions/1', ''))?.[0] ?? 0) + 1;
  await using stub = await startRegistryStub(({ line }) => {
    const subject = `s${next(line)}`;
    return { status: 200, body: { schema: '"string"', references: [{ name: subject, subject, version: 1 }] } };
  });
  expect(await withCredentials(stub).schemaOf('id:0' as 'id:1')).toEqual({ language: 'avro', text: '"string"' });
  expect(stub.asked.length).toBe(101);
});

test.each([
  ['registry.example', 'is no URL of a schema registry'],
  ['ftp://registry.example', 'is no URL of a schema registry'],
  ['https://user:secret@registry.example', 'holds credentials'],
])('confluent registry - refuses the URL %s', (url, message) => {
  expect(() => confluentRegistry({ url, credentials: async () => ({}) })).toThrow(message);
});
