import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILES } from './foreign-project.fixture.ts';

const PAGE = readFileSync(new URL('../../docs/projects.md', import.meta.url), 'utf8');

test('documents - the functions of the page are those that are tested', () => {
  const blocks = [...PAGE.matchAll(/^```ts ([^\n]+)\n(.*?)^```$/gms)].map(([, path = '', text]) => [path, text]);
  expect(blocks.map(([path]) => path)).toEqual([
    'functions/parcels/weigh/contract.ts',
    'functions/parcels/weigh/handler.ts',
  ]);
  expect(FILES).toMatchObject(Object.fromEntries(blocks));
});
