import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SystemicRegistryError } from './errors.ts';
import { registriesFromEnvironment } from './registries-from-environment.ts';
import { answersOf, startRegistryStub } from './registry-stub.fixture.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry-a1b2c3';
const TABLE = { 'GET /schemas/ids/1': { schema: '"string"' } };

async function secretFile(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-secret-'));
  const path = join(folder, 'registry.json');
  await writeFile(path, text);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test('registries - a format whose records name no schema has none', () => {
  const registries = registriesFromEnvironment({});
  expect([registries('json'), registries('avro-single-object'), registries('cloudevents')]).toEqual([null, null, null]);
});

test('registries - one that no variable names is a fault of the configuration', () => {
  expect(() => registriesFromEnvironment({})('confluent')).toThrow('SCHEMA_REGISTRY_URL is not set');
  expect(() => registriesFromEnvironment({ BATON_LOCAL: 'true' })('glue')).toThrow('AWS_ENDPOINT_URL_GLUE is not set');
});

test('registries - one is opened once, and remembers', async () => {
  await using stub = await startRegistryStub(answersOf(TABLE));
  const registries = registriesFromEnvironment({ SCHEMA_REGISTRY_URL: stub.url });
  expect(registries('confluent')).toBe(registries('confluent'));
  const first = await registries('confluent')?.schemaOf('id:1');
  expect(await registries('confluent')?.schemaOf('id:1')).toBe(first);
  expect(stub.asked).toHaveLength(1);
});

test('registries - credentials come from a file', async () => {
  await using stub = await startRegistryStub(answersOf(TABLE));
  await using secret = await secretFile('{"username":"key","password":"secret"}');
  const registries = registriesFromEnvironment({
    SCHEMA_REGISTRY_URL: stub.url,
    SCHEMA_REGISTRY_CREDENTIALS: `file:${secret.path}`,
  });
  await registries('confluent')?.schemaOf('id:1');
  expect(stub.asked[0]?.headers.authorization).toBe('Basic a2V5OnNlY3JldA==');
});

test("registries - credentials come from Secrets Manager, through Lambda's extension", async () => {
  await using stub = await startRegistryStub(answersOf(TABLE));
  const SecretString = '{"token":"tok"}';
  const line = `GET /secretsmanager/get?secretId=${encodeURIComponent(ARN)}`;
  await using extension = await startRegistryStub(answersOf({ [line]: { Name: 'registry', SecretString } }));
  const registries = registriesFromEnvironment({
    SCHEMA_REGISTRY_URL: stub.url,
    SCHEMA_REGISTRY_CREDENTIALS: ARN,
    PARAMETERS_SECRETS_EXTENSION_HTTP_PORT: new URL(extension.url).port,
    AWS_SESSION_TOKEN: 'session',
  });
  await registries('confluent')?.schemaOf('id:1');
  expect(extension.asked[0]?.headers['x-aws-parameters-secrets-token']).toBe('session');
  expect(stub.asked[0]?.headers.authorization).toBe('Bearer tok');
});

test.each([
  ['file:/nowhere/registry.json', 'cannot be read: ENOENT'],
  ['hunter2', 'is named as file:PATH or by its ARN'],
])('registries - a secret that cannot be had says so: %s', async (secret, message) => {
  const registries = registriesFromEnvironment({
    SCHEMA_REGISTRY_URL: 'http://127.0.0.1:9',
    SCHEMA_REGISTRY_CREDENTIALS: secret,
  });
  const asking = registries('confluent')?.schemaOf('id:1');
  await expect(asking).rejects.toThrow(SystemicRegistryError);
  await expect(asking).rejects.toThrow(message);
});

test.each([
  ['hunter2', 'The secret is no JSON object.'],
  ['{"user":"hunter2"}', 'The secret has none of the members that are known'],
  ['{"token":7}', "The secret's member token is no text."],
])('registries - a secret of another shape is refused, and not quoted: %s', async (text, message) => {
  await using secret = await secretFile(text);
  const registries = registriesFromEnvironment({
    SCHEMA_REGISTRY_URL: 'http://127.0.0.1:9',
    SCHEMA_REGISTRY_CREDENTIALS: `file:${secret.path}`,
  });
  const error = await registries('confluent')
    ?.schemaOf('id:1')
    .catch((thrown: Error) => thrown);
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).not.toContain('hunter2');
});
