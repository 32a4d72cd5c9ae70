import { join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { PACKAGE_ROOT } from '../../project/index.ts';

const OWN = join(PACKAGE_ROOT, 'generated', sep);

/** Baton's own functions import from generated/ as if they lay in the project that uses them: they get what is there. */
export function useGenerated(root: string): Plugin {
  return {
    name: 'use-generated',
    setup({ onResolve }) {
      onResolve({ filter: /\/generated\// }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        return file.startsWith(OWN) ? { path: join(root, 'generated', relative(OWN, file)) } : undefined;
      });
    },
  };
}
