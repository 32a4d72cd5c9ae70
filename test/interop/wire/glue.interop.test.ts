import { afterAll, beforeAll, expect, test } from 'vitest';
import { glueCatalog } from '../../../local/registries/glue-catalog.ts';
import { exportSubjects } from '../../../local/registries/index.ts';
import { readSubjects } from '../../../project/index.ts';
import { encode } from '../../../shared/contracts/index.ts';
import { glueRegistry } from '../../../shared/registries/glue-registry.ts';
import { schemaFingerprint } from '../../../shared/registries/index.ts';
import { decodeWith } from './decode-frame.ts';
import { writeGlueFrames } from './glue-frames.ts';
import { askGlueJava, type Peer, startGlue } from './peers.ts';
import { contractOf } from './read-frames.ts';

let glue: Peer;
beforeAll(async () => {
  glue = await startGlue();
});
afterAll(async () => {
  await glue[Symbol.asyncDispose]();
});

const client = () => ({
  endpoint: glue.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
});
const registry = () => glueRegistry({ registryName: 'default-registry', client: client() });

test("wire - reads what AWS's Java serialisers write, asking Glue for their schemas, and they read ours", async () => {
  const frames = await writeGlueFrames(glue.url);
  for (const frame of frames) expect(await decodeWith(frame, registry()), frame.name).toEqual(frame.json);

  const [avro, json] = frames.map((frame) => {
    const [id] = Object.keys(frame.writers) as ['guid:'];
    const contract = 'avro' in frame.contract ? { avro: JSON.parse(frame.writers[id]?.schema ?? '') } : frame.contract;
    const value = encode('glue', contractOf({ contract }), frame.json, { writerId: id });
    return { read: Buffer.from(value).toString('base64') };
  });
  const [parcel, reading] = await askGlueJava(glue.url, [avro ?? {}, json ?? {}]);
  expect(JSON.parse(parcel ?? '')).toMatchObject({ id: 'p-1', grams: 1250, to: { 'große Stadt': 'Genève' } });
  expect(JSON.parse(reading ?? '')).toEqual({ celsius: 21.5, where: 'Küche' });
});

test("wire - Glue takes the project's schemas, and knows their ids from then on", async () => {
  const subjects = await readSubjects('.');
  const catalog = glueCatalog('default-registry', client());
  const options = { dryRun: false, nameOf: (subject: string) => subject };
  const exported = await exportSubjects(subjects, catalog, options);
  expect(exported.filter(({ outcome }) => outcome !== 'registered')).toEqual([]);
  const again = await exportSubjects(subjects, catalog, options);
  expect(again.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);

  const versions = subjects.flatMap(({ name, versions }) => versions.map((version) => ({ name, ...version })));
  for (const { name, language, resolved } of versions) {
    const fingerprint = schemaFingerprint(resolved);
    const id = await registry().idOf(
      name,
      language === 'avro' ? { language, text: resolved } : { language, fingerprint },
    );
    expect(await registry().schemaOf(id ?? 'guid:')).toEqual({ language, text: resolved });
  }
  const text = '"string"';
  expect(await registry().idOf('order.created', { language: 'avro', text })).toBe(null);
  expect(await registry().idOf('nobody', { language: 'avro', text })).toBe(null);
  expect(await registry().schemaOf('guid:00000000-0000-0000-0000-000000000000')).toBe(null);
  expect(await catalog.compatibilityOf('order.created')).toBe('BACKWARD');
});
