import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCaptured } from '../../local/cli/run-captured.fixture.ts';
import { sampleProject } from '../../project/sample-project.ts';

const batonIn = (directory: string, ...words: readonly string[]) => runCaptured(words, directory);

const ADVICE = 'Run it in the folder of a project, or name one with --root DIR.';

const readers: readonly (readonly [words: string, lacks: string])[] = [
  ['dev', 'no workflows/'],
  ['test', 'no workflows/'],
  ['check', 'no workflows/ and no schemas/'],
  ['generate', 'no schemas/'],
  ['schema check', 'no schemas/'],
  ['schema list', 'no schemas/'],
  ['schema show s', 'no schemas/'],
  ['schema diff s', 'no schemas/'],
  ['schema export --registry http://127.0.0.1:1', 'no schemas/'],
];

test.each(readers)('root - a folder that is no project is wrong use: baton %s', async (words, lacks) => {
  await using project = await sampleProject({});
  await rm(join(project.root, 'schemas'), { recursive: true });
  await rm(join(project.root, 'workflows'), { recursive: true });
  const err = `error: ${project.root} has ${lacks}\n${ADVICE}\n`;
  expect(await batonIn(project.root, ...words.split(' '))).toEqual({ exitCode: 2, out: '', err });
});

const all = [
  ...readers.map(([words]) => words),
  'schema new s --owner o',
  'schema import --registry http://127.0.0.1:1',
];

test.each(all)('root - a folder that is not there is wrong use: baton %s', async (words) => {
  const err = `error: there is no folder /nowhere/at-all\n${ADVICE}\n`;
  expect(await batonIn('/nowhere', ...words.split(' '), '--root', 'at-all')).toEqual({ exitCode: 2, out: '', err });
});

test('generate - makes what is missing, makes anew what has changed, removes what is left over', async () => {
  await using project = await sampleProject();
  const { root } = project;
  const generate = (...options: readonly string[]) => batonIn('/', 'generate', '--root', root, ...options);
  const missing = await generate('--check', '--json');
  expect(missing.exitCode).toBe(1);
  expect(JSON.parse(missing.out).stale).toContainEqual({ path: 'triggers.ts', state: 'missing' });
  expect(await generate()).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^generated\/triggers\.ts +written$/m),
  });
  expect(await generate('--check')).toEqual({ exitCode: 0, out: 'generated/ is fresh.\n', err: '' });

  await writeFile(join(root, 'generated/triggers.ts'), 'changed');
  await writeFile(join(root, 'generated/contracts/gone@1.ts'), 'left over');
  expect(await generate('--check')).toEqual({
    exitCode: 1,
    out: 'generated/contracts/gone@1.ts  left over\ngenerated/triggers.ts          changed\n',
    err: '',
  });
  expect(await generate()).toEqual({
    exitCode: 0,
    out: 'generated/contracts/gone@1.ts  removed\ngenerated/triggers.ts          written anew\n',
    err: '',
  });
  expect(await readFile(join(root, 'generated/triggers.ts'), 'utf8')).toMatch(/^\/\/ Made by `baton generate`\./);
});

test('generate - a mistake in the project is told where it is, and nothing is written', async () => {
  await using project = await sampleProject({ 'schemas/stock.reserved/1.schema.json': '{' });
  expect(await batonIn(project.root, 'generate')).toMatchObject({
    exitCode: 1,
    out: '',
    err: expect.stringMatching(/^error: schemas\/stock\.reserved\/1\.schema\.json:1:\d+: /),
  });
});
