import { expect, test } from 'vitest';
import { SystemicRegistryError, TransientRegistryError } from './errors.ts';
import { glueRegistry } from './glue-registry.ts';
import { type Asked, type RegistryStub, type StubAnswer, startRegistryStub } from './registry-stub.fixture.ts';
import { schemaFingerprint } from './schema-fingerprint.ts';

const VERSION = '5e9d11f0-7a0e-4c53-9a7e-0c2b2f5b6c0d';
const ID = `guid:${VERSION}` as const;
const STRING = { language: 'avro', text: '"string"' } as const;

const registryAt = ({ url: endpoint }: Pick<RegistryStub, 'url'>) =>
  glueRegistry({
    registryName: 'orders',
    client: { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'x', secretAccessKey: 'y' } },
  });
const operationOf = ({ headers }: Asked) => headers['x-amz-target'];
const missing: StubAnswer = {
  status: 400,
  body: { __type: 'EntityNotFoundException', Message: 'Schema is not found.' },
};

test('glue registry - knows schemas by the id of their version', async () => {
  const answers: Readonly<Record<string, object>> = {
    [VERSION]: { SchemaVersionId: VERSION, SchemaDefinition: '"string"', DataFormat: 'AVRO', Status: 'AVAILABLE' },
    [VERSION.replace('5', '6')]: { SchemaDefinition: '{}', DataFormat: 'JSON' },
    [VERSION.replace('5', '7')]: { SchemaDefinition: 'syntax = "proto3";', DataFormat: 'PROTOBUF' },
  };
  await using stub = await startRegistryStub(({ body }) => {
    const found = answers[(body as { SchemaVersionId: string }).SchemaVersionId];
    return found === undefined ? missing : { status: 200, body: found };
  });
  const registry = registryAt(stub);
  expect(await registry.schemaOf(ID)).toEqual(STRING);
  expect(await registry.schemaOf(`guid:${VERSION.replace('5', '6')}`)).toEqual({ language: 'json-schema', text: '{}' });
  expect(await registry.schemaOf(`guid:${VERSION.replace('5', '7')}`)).toMatchObject({ language: 'protobuf' });
  expect(await registry.schemaOf(`guid:${VERSION.replace('5', '8')}`)).toBe(null);
  expect(stub.asked.map(operationOf)).toContain('AWSGlue.GetSchemaVersion');
});

test('glue registry - finds the id of a schema by its text', async () => {
  const statuses = ['AVAILABLE', 'FAILURE'];
  await using stub = await startRegistryStub(() => {
    const Status = statuses.shift();
    return Status === undefined ? missing : { status: 200, body: { SchemaVersionId: VERSION, Status } };
  });
  const registry = registryAt(stub);
  expect(await registry.idOf('order.created', STRING)).toBe(ID);
  expect(await registry.idOf('order.created', STRING)).toBe(null);
  expect(await registry.idOf('order.created', STRING)).toBe(null);
  expect(stub.asked[0]?.body).toEqual({
    SchemaId: { RegistryName: 'orders', SchemaName: 'order.created' },
    SchemaDefinition: '"string"',
  });
});

test('glue registry - finds the id of a JSON Schema by its fingerprint', async () => {
  const text = '{"type":"object","title":"A"}';
  const version = (number: number, Status: string, SchemaDefinition: string) =>
    [number, { SchemaVersionId: `v${number}`, SchemaDefinition, DataFormat: 'JSON', Status }] as const;
  const versions = new Map([
    version(1, 'AVAILABLE', '{}'),
    version(2, 'AVAILABLE', '{"title": "A", "type": "object"}'),
    version(4, 'FAILURE', text),
  ]);
  await using stub = await startRegistryStub((asked) => {
    if (operationOf(asked) === 'AWSGlue.GetSchema') return { status: 200, body: { LatestSchemaVersion: 4 } };
    const { SchemaVersionNumber } = asked.body as { SchemaVersionNumber: { VersionNumber: number } };
    const found = versions.get(SchemaVersionNumber.VersionNumber);
    return found === undefined ? missing : { status: 200, body: found };
  });
  const fingerprint = schemaFingerprint(text);
  expect(await registryAt(stub).idOf('a', { language: 'json-schema', fingerprint })).toBe('guid:v2');
  expect(await registryAt(stub).idOf('a', { language: 'json-schema', fingerprint: 'other' })).toBe(null);
});

test.each([
  [{ status: 500, body: { __type: 'InternalServiceException', Message: 'x' } }, TransientRegistryError],
  [{ status: 400, body: { __type: 'ThrottlingException', Message: 'Rate exceeded' } }, TransientRegistryError],
  [{ status: 503, body: '' }, TransientRegistryError],
  [{ status: 400, body: { __type: 'AccessDeniedException', Message: 'not authorized' } }, SystemicRegistryError],
  [{ status: 403, body: { __type: 'ExpiredTokenException', Message: 'expired' } }, SystemicRegistryError],
  [{ status: 200, body: { DataFormat: 'AVRO' } }, SystemicRegistryError],
])('glue registry - %o is no answer', async (answer, kind) => {
  await using stub = await startRegistryStub(() => answer);
  await expect(registryAt(stub).schemaOf(ID)).rejects.toThrow(kind);
  expect(stub.asked).toHaveLength(1);
});

test('glue registry - one that is away may come back', async () => {
  await expect(registryAt({ url: 'http://127.0.0.1:9' }).schemaOf(ID)).rejects.toThrow(TransientRegistryError);
});
