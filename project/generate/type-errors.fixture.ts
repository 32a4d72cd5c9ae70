import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SampleProject } from '../sample-project.ts';

const TSC = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
const TSC_OPTIONS = [
  '--noEmit',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--noUncheckedIndexedAccess',
  '--erasableSyntaxOnly',
  '--allowImportingTsExtensions',
  '--skipLibCheck',
  ...['--target', 'esnext', '--module', 'nodenext', '--types', ''],
];

/** What tsc says of a file of a project and of what it imports; an `@ts-expect-error` that is none is said too. */
export async function typeErrors({ root }: SampleProject, file: string): Promise<string> {
  try {
    await promisify(execFile)(TSC, [...TSC_OPTIONS, file], { cwd: root });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
