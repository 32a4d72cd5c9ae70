import { expect, test } from 'vitest';
import { ImportError } from './errors.ts';
import { importSubjects } from './import-subjects.ts';
import { memoryCatalog } from './memory-catalog.fixture.ts';
import type { CatalogVersion } from './schema-catalog.ts';
import { subjectFolder } from './subject-folder.ts';

const INT = '{"type":"int"}';
const avro = (version: number, text: string): CatalogVersion => ({ version, language: 'avro', text });
const json = (version: number, text: string): CatalogVersion => ({ version, language: 'json-schema', text });

function folderOf(files: Record<string, string> = {}) {
  return {
    files,
    read: async (file: string) => files[file] ?? null,
    write: async (file: string, text: string) => {
      files[file] = text;
    },
  };
}
const options = { nameOf: subjectFolder, owner: 'orders-team', dryRun: false };
const told = (rows: readonly { readonly file: string; readonly outcome: string }[]) =>
  rows.map(({ file, outcome }) => `${file} ${outcome}`);

test("schema import - writes a subject's versions by the registry's numbers", async () => {
  const catalog = memoryCatalog({ 'orders.created-value': [avro(1, INT), avro(3, '{"type":\n"long"}')] });
  const versions = await catalog.versionsOf('orders.created-value');
  catalog.kept.set('orders.created-value', { versions: [...versions], mode: 'FULL_TRANSITIVE' });
  const folder = folderOf();
  expect(told(await importSubjects(['orders.created-value'], catalog, folder, options))).toEqual([
    'orders.created/subject.yaml written',
    'orders.created/1.avsc written',
    'orders.created/3.avsc written',
  ]);
  expect(folder.files).toEqual({
    'orders.created/subject.yaml': 'owner: "orders-team"\ncompatibility: FULL_TRANSITIVE\n',
    'orders.created/1.avsc': '{\n  "type": "int"\n}\n',
    'orders.created/3.avsc': '{"type":\n"long"}\n',
  });
  expect(told(await importSubjects(['orders.created-value'], catalog, folder, options))).toEqual([
    'orders.created/1.avsc unchanged',
    'orders.created/3.avsc unchanged',
  ]);
});

test('schema import - changes no version that stands', async () => {
  const folder = folderOf({ 'a/subject.yaml': 'owner: b\n', 'a/1.schema.json': '{"type":"object"}' });
  const rows = await importSubjects(['a'], memoryCatalog({ a: [json(1, '{}'), json(2, '{}')] }), folder, options);
  expect(told(rows)).toEqual(['a/1.schema.json conflict', 'a/2.schema.json written']);
  expect(folder.files['a/1.schema.json']).toBe('{"type":"object"}');
  expect(folder.files['a/subject.yaml']).toBe('owner: b\n');
});

test('schema import - leaves Protobuf out, and of two subjects of one name the second', async () => {
  const proto: CatalogVersion = { version: 2, language: 'protobuf', text: 'syntax = "proto3";' };
  const catalog = memoryCatalog({ 'a-value': [avro(1, INT), proto], a: [avro(1, '"long"')] });
  const rows = await importSubjects(['a-value', 'a'], catalog, folderOf(), options);
  expect(told(rows)).toEqual([
    'a/subject.yaml written',
    'a/1.avsc written',
    'a/2 left out',
    'a/subject.yaml conflict',
    'a/1.avsc conflict',
  ]);
});

test('schema import - a dry run writes nothing', async () => {
  const folder = folderOf();
  await importSubjects(['a'], memoryCatalog({ a: [avro(1, INT)] }), folder, { ...options, dryRun: true });
  expect(folder.files).toEqual({});
});

test('schema import - somebody answers for what is new', async () => {
  const catalog = memoryCatalog({ a: [avro(1, INT)] });
  await expect(importSubjects(['a'], catalog, folderOf(), { ...options, owner: null })).rejects.toThrow(ImportError);
  const standing = folderOf({ 'a/subject.yaml': 'owner: b\n' });
  expect(told(await importSubjects(['a'], catalog, standing, { ...options, owner: null }))).toEqual([
    'a/1.avsc written',
  ]);
});

test.each([
  ['orders.created-value', 'orders.created'],
  ['com.acme.OrderCreated', 'com.acme.order-created'],
  ['My_Topic-key', 'my-topic-key'],
  ['2024.orders', 'orders'],
])('schema import - %s is called %s here', (subject, name) => {
  expect(subjectFolder(subject)).toBe(name);
});

test('schema import - a name of which nothing is left is refused', () => {
  expect(() => subjectFolder('__-value')).toThrow(ImportError);
});
