import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string | boolean>>;

/** Rows look like `| name, name | licence | why |`. */
function documentedPackages(): readonly string[] {
  const rows = read('docs/dependencies.md').matchAll(/^\| ([@a-z][^|]*) \|[^|]+\|[^|]+\|$/gm);
  return [...rows].flatMap(([, names = '']) => names.trim().split(', ')).filter((name) => name !== 'package');
}

test('dependencies - each has a line of why in docs/dependencies.md', () => {
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  const direct = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
  expect(documentedPackages().toSorted()).toEqual(direct.toSorted());
});

test('dependencies - every install script in the lockfile is denied by name', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const withScript = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(manifest.allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])));
});
