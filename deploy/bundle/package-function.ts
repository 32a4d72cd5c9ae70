import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../project/index.ts';
import { BrokenBundleError } from '../errors.ts';
import { archive } from './archive.ts';
import { bundleFunction } from './bundle-function.ts';
import { checkHandler, locate } from './check-handler.ts';

/** A function as the Serverless configuration has it, all variables resolved. */
export type FunctionToPackage = {
  /** `functions/publish/handler.handler`: functions/publish/handler.ts (or .js) in the project or in Baton, and its export. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, unknown>>;
};

/** The zip that Lambda gets, known to load. Rejects with a `BrokenBundleError`. */
export async function packageFunction({ handler, environment }: FunctionToPackage, root: string): Promise<Uint8Array> {
  const { modulePath } = locate(handler);
  const bases = [...new Set([root, PACKAGE_ROOT])];
  const candidates = bases.flatMap((base) =>
    ['.ts', '.js'].map((ending) => ({ base, path: join(base, modulePath.replace(/\.mjs$/, ending)) })),
  );
  const source = candidates.find(({ path }) => existsSync(path));
  if (source === undefined) {
    throw new BrokenBundleError(`${handler}: there is no ${candidates.map(({ path }) => path).join(' or ')}`);
  }
  const zip = archive(await bundleFunction(source.path, source.base, root));
  await checkHandler(zip, handler, texts(environment));
  return zip;
}

/** What only CloudFormation knows has a stand-in: a function that loads may ask whether a variable is set. */
function texts(environment: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : 'known-when-deployed',
    ]),
  );
}
