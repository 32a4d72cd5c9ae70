import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ProjectError } from '../errors.ts';
import { readProject } from '../read-project.ts';
import { generatedFiles } from './generated-files.ts';
import { staleFiles, writeGenerated } from './write-generated.ts';

/** `generate [--check] [--root R]`: writes generated/, or says which of its files are stale and exits 1. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, root: { type: 'string', default: '.' } } });
  const project = await readProject(values.root);
  const runtime = await readFile(new URL('runtime.ts', import.meta.url), 'utf8');
  const files = generatedFiles(project, runtime);
  const folder = join(project.root, 'generated');
  if (!values.check) {
    const written = await writeGenerated(folder, files);
    console.log(written.length === 0 ? 'generated/ is fresh.' : written.map((path) => `generated/${path}`).join('\n'));
    return;
  }
  const stale = await staleFiles(folder, files);
  if (stale.length === 0) return;
  throw new ProjectError('STALE', {
    place: { file: 'generated' },
    what: `These files are stale: ${stale.join(', ')}.`,
    fix: 'Run `npm run generate` and commit what it changes.',
  });
}

await main().catch((error: unknown) => {
  if (!(error instanceof ProjectError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
