import { relative, sep } from 'node:path';
import { build } from 'esbuild';
import { BrokenBundleError } from '../errors.ts';
import type { Files } from './archive.ts';
import { useGenerated } from './use-generated.ts';

/** What is deployed runs on the same major version as what runs on a laptop. */
const TARGET = 'node24';

/** Packages written as CommonJS call `require`, which an ES module does not have. */
const REQUIRE =
  "import { createRequire as createRequireForBundle } from 'node:module';" +
  'const require = createRequireForBundle(import.meta.url);';

/**
 * An ES module with all that a handler imports, the AWS SDK included: pinned, and quicker to start than the runtime's
 * own. What a handler imports only when it needs it is a module beside it, which costs no start where it is not needed.
 * Paths are from `base`, the handler's own with the ending .mjs. The same sources give the same bytes. `root` is the
 * project's.
 */
export async function bundleFunction(sourcePath: string, base: string, root: string): Promise<Files> {
  const { outputFiles, warnings } = await build({
    entryPoints: [sourcePath],
    absWorkingDir: base,
    plugins: [useGenerated(root)],
    bundle: true,
    write: false,
    splitting: true,
    outdir: base,
    outbase: base,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: TARGET,
    minify: true,
    // Only there do packages offer their tree-shakeable half: without it a bundle is half as large again.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    legalComments: 'eof',
    logLevel: 'silent',
  }).catch((cause: unknown) => {
    throw new BrokenBundleError(`${sourcePath} does not bundle: ${messageOf(cause)}`, { cause });
  });
  if (warnings.length > 0) {
    throw new BrokenBundleError(
      `${sourcePath} does not bundle cleanly: ${warnings.map(({ text }) => text).join('; ')}`,
    );
  }
  const files = outputFiles.map(({ path, contents }) => [relative(base, path).split(sep).join('/'), contents] as const);
  return Object.fromEntries(files);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
