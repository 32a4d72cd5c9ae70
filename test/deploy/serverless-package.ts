import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const SERVERLESS = join(ROOT, 'node_modules/.bin/serverless');

export type Template = { readonly Resources: Readonly<Record<string, TemplateResource>> };
export type TemplateResource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };

/** `serverless package`, without a network where the system lets us cut it. Rejects with what it printed. */
export async function serverlessPackage(project: string, stage: string, folder: string): Promise<Template> {
  const command = [SERVERLESS, 'package', '--stage', stage, '--package', folder];
  const [file = '', ...args] = [...withoutNetwork(), process.execPath, ...command];
  await promisify(execFile)(file, args, { cwd: project }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`, { cause: error });
  });
  return JSON.parse(await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8')) as Template;
}

/** A network namespace of its own has no interface at all; only Linux has them. */
function withoutNetwork(): readonly string[] {
  const prefix = ['unshare', '--map-root-user', '--net'];
  return spawnSync('unshare', [...prefix.slice(1), 'true']).status === 0 ? prefix : [];
}
