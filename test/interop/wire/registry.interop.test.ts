import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confluentCatalog } from '../../../local/registries/confluent-catalog.ts';
import { exportSubjects, importSubjects, schemaFolder, subjectFolder } from '../../../local/registries/index.ts';
import { readSubjects } from '../../../project/index.ts';
import { confluentRegistry } from '../../../shared/registries/confluent-registry.ts';
import { confluentApi, schemaFingerprint } from '../../../shared/registries/index.ts';
import { type Peer, startRegistry } from './peers.ts';

let peer: Peer;
beforeAll(async () => {
  peer = await startRegistry();
});
afterAll(async () => {
  await peer[Symbol.asyncDispose]();
});

const settings = () => ({ url: peer.url, credentials: async () => ({}) });

test("wire - Apicurio takes the project's schemas, once, and gives them back as they are", async () => {
  const subjects = await readSubjects('.');
  const catalog = confluentCatalog(settings());
  const options = { dryRun: false, nameOf: (subject: string) => `${subject}-value` };
  const exported = await exportSubjects(subjects, catalog, options);
  expect(exported.filter(({ outcome }) => outcome !== 'registered')).toEqual([]);
  const again = await exportSubjects(subjects, catalog, options);
  expect(again.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);

  const root = await mkdtemp(join(tmpdir(), 'baton-import-'));
  try {
    const importing = { nameOf: subjectFolder, owner: 'importers', dryRun: false };
    const rows = await importSubjects(await catalog.subjects(), catalog, schemaFolder(root), importing);
    expect(rows.filter(({ outcome }) => outcome !== 'written')).toEqual([]);
    const fingerprints = (read: typeof subjects) =>
      read.map(({ name, compatibility, versions }) => [
        ...[name, compatibility],
        ...versions.map(({ id, resolved }) => [id, schemaFingerprint(resolved)]),
      ]);
    expect(fingerprints(await readSubjects(root))).toEqual(fingerprints(subjects));
  } finally {
    await rm(root, { recursive: true });
  }
});

test('wire - Apicurio knows schemas by id, and ids by schema', async () => {
  const api = confluentApi(settings());
  const address = '{"type":"record","name":"Address","namespace":"shared","fields":[{"name":"city","type":"string"}]}';
  await api.post('/subjects/address/versions', { schema: address });
  const schema = '{"type":"record","name":"Order","fields":[{"name":"to","type":"shared.Address"}]}';
  const references = [{ name: 'shared.Address', subject: 'address', version: 1 }];
  const { id } = (await api.post('/subjects/referring/versions', { schema, references })) as { id: number };
  const registry = confluentRegistry(settings());
  const known = await registry.schemaOf(`id:${id}`);
  expect(JSON.parse(known?.text ?? '')).toMatchObject({ fields: [{ type: { name: 'Address', namespace: 'shared' } }] });

  const { id: addressId } = (await api.get('/subjects/address/versions/1')) as { id: number };
  expect(await registry.idOf('address', { language: 'avro', text: address })).toBe(`id:${addressId}`);
  expect(await registry.idOf('address', { language: 'avro', text: '"int"' })).toBe(null);
  expect(await registry.idOf('nobody', { language: 'avro', text: '"int"' })).toBe(null);
  expect(await registry.schemaOf('id:2147483647')).toBe(null);
  expect(await registry.schemaOf('guid:89791762-2336-4186-9674-299b90a802e2')).toBe(null);
});
