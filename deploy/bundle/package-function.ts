import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenBundleError } from '../errors.ts';
import { archive } from './archive.ts';
import { bundleFunction } from './bundle-function.ts';
import { checkHandler, locate } from './check-handler.ts';

/** A function as the Serverless configuration has it, all variables resolved. */
export type FunctionToPackage = {
  /** `functions/publish/handler.handler`: functions/publish/handler.ts (or .js) under the root, and its export. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, unknown>>;
};

/** The zip that Lambda gets, known to load. Rejects with a `BrokenBundleError`. */
export async function packageFunction({ handler, environment }: FunctionToPackage, root: string): Promise<Uint8Array> {
  const { modulePath } = locate(handler);
  const candidates = ['.ts', '.js'].map((ending) => join(root, modulePath.replace(/\.mjs$/, ending)));
  const sourcePath = candidates.find((path) => existsSync(path));
  if (sourcePath === undefined) throw new BrokenBundleError(`${handler}: there is no ${candidates.join(' or ')}`);
  const zip = archive(await bundleFunction(sourcePath, root));
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
