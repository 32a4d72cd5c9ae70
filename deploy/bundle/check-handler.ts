import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { BrokenBundleError } from '../errors.ts';
import { unarchive } from './archive.ts';

/** Lambda gives initialisation ten seconds. Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
export const MAX_INIT_MS = 10_000;

/** Loads the module and leaves at once: what the module keeps open is not its answer's affair. */
const LOADER = `
const [url, name] = process.argv.slice(1);
const found = typeof (await import(url))[name];
if (found !== 'function') process.stderr.write('exports no function ' + name + ' (' + found + ')');
process.exit(found === 'function' ? 0 : 1);
`;

/**
 * Does with the zip what Lambda will do: unpacks it, loads the handler's module with the function's environment and
 * looks for the exported function. Rejects with a `BrokenBundleError`: the framework checks none of it.
 */
export async function checkHandler(
  zip: Uint8Array,
  handler: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const { modulePath, exportName } = locate(handler);
  const files = unarchive(zip);
  if (files[modulePath] === undefined) {
    throw new BrokenBundleError(`${handler}: the zip holds no ${modulePath}, but ${Object.keys(files).join(', ')}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'baton-bundle-'));
  try {
    await unpack(files, folder);
    await load(join(folder, modulePath), exportName, environment);
  } catch (cause) {
    throw new BrokenBundleError(`${handler} does not load: ${reasonOf(cause)}`, { cause });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `functions/publish/handler.handler` → the module in the zip, and what it must export. */
export function locate(handler: string): { readonly modulePath: string; readonly exportName: string } {
  const dot = handler.lastIndexOf('.');
  return { modulePath: `${handler.slice(0, dot)}.mjs`, exportName: handler.slice(dot + 1) };
}

async function unpack(files: Readonly<Record<string, Uint8Array>>, folder: string): Promise<void> {
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
}

async function load(path: string, exportName: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const command = ['--input-type=module', '--eval', LOADER, pathToFileURL(path).href, exportName];
  const env = { AWS_REGION: 'us-east-1', ...environment };
  await promisify(execFile)(process.execPath, command, { env, timeout: MAX_INIT_MS });
}

/** The last line of what the child said holds the error; a child that was killed said nothing. */
function reasonOf(cause: unknown): string {
  const { stderr = '', killed = false } = cause as { stderr?: string; killed?: boolean };
  if (killed) return `it took longer than ${MAX_INIT_MS} ms`;
  const lines = stderr.split('\n').filter((line) => line !== '');
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? String(cause);
}
