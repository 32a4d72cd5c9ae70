import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Project } from '../../project/index.ts';
import type { Contract, ContractId } from '../../shared/contracts/index.ts';
import { DevError, StartUpError } from './errors.ts';

type Registry = Readonly<Record<string, (() => Promise<Contract>) | undefined>>;

/** The project's contracts, each loaded when it is first asked for. */
export function projectContracts(root: string): (id: ContractId) => Promise<Contract> {
  let registry: Promise<Registry> | null = null;
  return async (id) => {
    registry ??= loadRegistry(root);
    const load = (await registry)[id];
    if (load === undefined) {
      throw new DevError(`there is no contract ${id} in generated/: run \`baton generate\``, { code: 'STALE' });
    }
    return load();
  };
}

/** What takes records in needs contracts. Throws `StartUpError` where they have not been generated. */
export function requireContracts({ root, workflows }: Project): void {
  if (workflows.some(({ triggers }) => triggers.length > 0)) registryPath(root);
}

const loadRegistry = async (root: string): Promise<Registry> =>
  (await import(pathToFileURL(registryPath(root)).href)).contracts;

function registryPath(root: string): string {
  const path = join(root, 'generated', 'contracts.ts');
  if (existsSync(path)) return path;
  throw new StartUpError(`${path} is not there`, { code: 'STALE', advice: 'Make it with `baton generate`.' });
}
