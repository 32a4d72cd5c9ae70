import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readProject } from '../read-project.ts';
import { type GeneratedFiles, generatedFiles } from './generated-files.ts';
import { type StaleFile, staleFiles, writeGenerated } from './write-generated.ts';

/** Makes generated/ of the project under `root` what the project says, and tells what it was not. Throws `ProjectError`. */
export async function generate(root: string): Promise<readonly StaleFile[]> {
  return writeGenerated(join(root, FOLDER), await filesOf(root));
}

/** What `generate` would write or remove. Throws `ProjectError`. */
export async function staleGenerated(root: string): Promise<readonly StaleFile[]> {
  return staleFiles(join(root, FOLDER), await filesOf(root));
}

const FOLDER = 'generated';

async function filesOf(root: string): Promise<GeneratedFiles> {
  const runtime = await readFile(new URL('runtime.ts', import.meta.url), 'utf8');
  return generatedFiles(await readProject(root), runtime);
}
