import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles } from '../../project/generate/generated-files.ts';
import { readProject } from '../../project/index.ts';
import { sampleProject } from '../../project/sample-project.ts';

const PAGE = readFileSync(new URL('../../docs/schemas.md', import.meta.url), 'utf8');

/** Code blocks of the page, by what stands behind their language. */
const blocks = new Map(
  [...PAGE.matchAll(/^```(?:json|ts) ([^\n]+)\n(.*?)^```$/gms)].map(([, title = '', text = '']) => [title, text]),
);

test('documents - the schemas of the page resolve and generate as it says', async () => {
  const schemas = [...blocks].filter(([title]) => title.startsWith('schemas/'));
  const owners = schemas.map(([path]) => [`schemas/${path.split('/')[1]}/subject.yaml`, 'owner: a-team\n']);
  await using sample = await sampleProject({ ...Object.fromEntries(schemas), ...Object.fromEntries(owners) });
  const project = await readProject(sample.root);
  const stop = project.subjects.find(({ name }) => name === 'stop')?.versions[0];
  expect(JSON.parse(String(stop?.resolved))).toEqual(JSON.parse(String(blocks.get('resolved stop@1'))));
  const generated = generatedFiles(project, '').get('contracts/delivery@1.ts');
  expect(generated).toContain(blocks.get('generated/contracts/delivery@1.ts'));
});
