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

type LockedPackage = {
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, LockedPackage>> };

test('dependencies - every install script in the lockfile is denied by name', () => {
  const withScript = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(manifest.allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])));
});

test('dependencies - the binaries of every platform stand in the lockfile, without which npm ci refuses it', () => {
  const named = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  const locked = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
  expect([...new Set(named)].filter((name) => !locked.includes(name))).toEqual([]);
});
