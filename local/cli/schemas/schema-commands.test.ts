import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCaptured } from '../run-captured.fixture.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'baton-schemas-'));
});
afterEach(() => rm(root, { recursive: true }));

const baton = (...words: readonly string[]) => runCaptured(words, root);

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const read = (path: string) => readFile(join(root, path), 'utf8');
const schemas = (name: string, ...versions: readonly unknown[]) =>
  write({
    [`schemas/${name}/subject.yaml`]: 'owner: a-team\n',
    ...Object.fromEntries(
      versions.map((schema, index) => [`schemas/${name}/${index + 1}.avsc`, JSON.stringify(schema)]),
    ),
  });

test('schema new - begins a subject that the check takes, in either language', async () => {
  for (const [name, language] of [
    ['order.created', '--avro'],
    ['order.paid', '--json-schema'],
  ] as const) {
    expect(await baton('schema', 'new', name, language, '--owner', 'orders-team')).toMatchObject({
      exitCode: 0,
      err: '',
    });
  }
  expect(await read('schemas/order.created/subject.yaml')).toBe(
    'owner: "orders-team"\ncompatibility: BACKWARD\ndescription: ""\n',
  );
  expect(JSON.parse(await read('schemas/order.created/1.avsc'))).toMatchObject({ name: 'OrderCreated' });
  expect(JSON.parse(await read('schemas/order.paid/1.schema.json'))).toMatchObject({ title: 'OrderPaid' });
  expect((await baton('schema', 'check')).out).toBe('✓ 2 subjects, 2 versions: nothing to complain about.\n');
});

test('schema new - the next version is a copy of the newest', async () => {
  await schemas('a', 'int', 'long');
  expect(JSON.parse((await baton('schema', 'new', 'a', '--json')).out)).toEqual({ created: ['schemas/a/3.avsc'] });
  expect(await read('schemas/a/3.avsc')).toBe('"long"');
  await baton('schema', 'new', 'a', '--json-schema');
  expect(JSON.parse(await read('schemas/a/4.schema.json'))).toMatchObject({ type: 'object' });
});

test.each([
  ['schema new a', 'there is no subject a yet, and a new one wants --owner'],
  ['schema new A --owner t', 'A cannot be the name of a subject'],
  ['schema new a --owner t --avro --json-schema', '--avro and --json-schema exclude one another'],
  ['schema check --format xml', 'xml is no format'],
  ['check --format xml', 'xml is no format'],
])('schema - wrong use is exit 2: baton %s', async (words, what) => {
  const { exitCode, err } = await baton(...words.split(' '));
  expect([exitCode, err.split('\n')[0]]).toEqual([2, `error: ${what}`]);
});

test('schema new - writes nothing over what cannot be read', async () => {
  await schemas('a', 'gone');
  expect(await baton('schema', 'new', 'a')).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('1.avsc is there already'),
  });
  expect(await read('schemas/a/1.avsc')).toBe('"gone"');
});

test('schema list - tells subjects with versions, language, mode and owner', async () => {
  await schemas('a', 'int', 'long');
  await write({ 'schemas/b/subject.yaml': 'owner: b-team\ndeprecated: 2027-01-01\n', 'schemas/b/1.schema.json': '{}' });
  expect((await baton('schema', 'list')).out).toBe(
    [
      'SUBJECT  VERSIONS  LANGUAGE     COMPATIBILITY  OWNER',
      'a        1 2       avro         BACKWARD       a-team',
      'b        1†        json-schema  BACKWARD       b-team   († deprecated)',
      '',
    ].join('\n'),
  );
  expect(JSON.parse((await baton('schema', 'list', '--json')).out).subjects[1]).toEqual({
    ...{ name: 'b', owner: 'b-team', compatibility: 'BACKWARD', since: 1, description: '' },
    versions: [{ id: 'b@1', version: 1, language: 'json-schema', references: [], deprecatedOn: '2027-01-01' }],
  });
});

test('schema show - tells the newest version, or the one that is named, in all its forms', async () => {
  await schemas('a', { type: 'long', logicalType: 'timestamp-millis' }, 'string');
  const { out } = await baton('schema', 'show', 'a@1');
  for (const part of [
    'a@1\n',
    'owner          a-team\n',
    '\nAvro\n',
    '\nJSON form\n',
    '\nTypeScript\nexport type A = Instant;',
  ]) {
    expect(out).toContain(part);
  }
  expect(JSON.parse((await baton('schema', 'show', 'a', '--json')).out)).toMatchObject({
    ...{ id: 'a@2', schema: 'string', file: 'schemas/a/2.avsc', typescript: 'export type A = string;' },
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('schema show - what is not there is told with what may have been meant', async () => {
  await schemas('order.created', 'int');
  expect((await baton('schema', 'show', 'order.creatd')).err).toBe(
    'error: there is no subject order.creatd\nDid you mean order.created?\n',
  );
  expect((await baton('schema', 'show', 'order.created@2')).err).toBe(
    'error: there is no contract order.created@2\nThere are: order.created@1.\n',
  );
});

test('schema diff - says in words how versions differ, and what each can read', async () => {
  await schemas('a', 'int', 'long', 'long');
  expect((await baton('schema', 'diff', 'a@2')).out).toBe(
    [
      'a@1 → a@2',
      '  ~ all of it: "int" → "long"',
      '',
      '  ✓ a@2 reads what a@1 writes',
      '  ✗ a@1 reads what a@2 writes: not always',
      '    What is written as long cannot be read as int.',
      '    e.g. 0',
      '',
    ].join('\n'),
  );
  expect((await baton('schema', 'diff', 'a')).out).toContain('The schemas say the same.');
  expect(JSON.parse((await baton('schema', 'diff', 'a@1', 'a@2', '--json')).out)).toMatchObject({
    ...{ older: 'a@1', newer: 'a@2', changes: [{ path: [], old: 'int', new: 'long' }], formChanges: [] },
    ...{ backward: { verdict: 'compatible' }, forward: { verdict: 'incompatible' } },
  });
  expect((await baton('schema', 'diff', 'a@1')).err).toContain('there is no version before a@1');
});

test('schema check - formats: JSON, annotations of GitHub, JUnit', async () => {
  await schemas('a', 'long', 'int');
  const { exitCode, out } = await baton('schema', 'check', '--json');
  expect([exitCode, JSON.parse(out).diagnostics]).toEqual([
    1,
    [
      {
        ...{ rule: 'avro-type-changed', severity: 'error', file: 'schemas/a/2.avsc', line: 1, column: 1 },
        ...{ what: 'What is written as long cannot be read as int.', change: { old: 'long', new: 'int' } },
        example: { document: 0, says: 'a@1 accepts it, a@2 refuses it' },
        ...{ why: expect.any(String), fix: expect.any(String), docs: 'docs/rules/avro-type-changed.md' },
      },
    ],
  ]);
  expect((await baton('schema', 'check', '--format', 'github')).out).toMatch(
    /^::error file=schemas\/a\/2\.avsc,line=1,col=1,title=avro-type-changed::What is written as long cannot be read as int\.%0Along → int%0A.*\n$/,
  );
  expect((await baton('schema', 'check', '--format', 'junit')).out).toContain(
    '<testsuite name="schemas/a/2.avsc" tests="1" failures="1" skipped="0"><testcase classname="avro-type-changed"',
  );
});

test('schema check - says that there is no git, and refuses a baseline that is not there', async () => {
  await schemas('a', 'int');
  expect((await baton('schema', 'check')).err).toMatch(/^No git repository: .* is not checked\.\n$/);
  expect(await baton('schema', 'check', '--against', 'main')).toMatchObject({
    exitCode: 1,
    err: expect.stringMatching(/^error: nothing to compare with main: this is no git repository\n/),
  });
});

test('check - a project that has nothing yet has nothing to complain about', async () => {
  await mkdir(join(root, 'schemas'));
  expect(await baton('check')).toMatchObject({
    exitCode: 0,
    out: '✓ 0 subjects, 0 versions: nothing to complain about.\n',
  });
});
