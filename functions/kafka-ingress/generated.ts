import type { Contract, ContractId } from '../../shared/contracts/index.ts';
import type { WorkflowDoors } from '../../shared/records/index.ts';
import { IngressConfigurationError } from './errors.ts';

type Registry = Readonly<Record<ContractId, () => Promise<Contract>>>;

/** The doors of one workflow among all. */
export function doorsOf(workflow: string, all: Readonly<Record<string, WorkflowDoors>>): WorkflowDoors {
  const doors = all[workflow];
  if (doors !== undefined) return doors;
  throw new IngressConfigurationError(
    `BATON_WORKFLOW is ${workflow}, of which generated/ knows nothing: it is none of ${Object.keys(all).join(', ')}.`,
  );
}

/** The contracts that the doors need, and no other: what is not loaded costs no start. */
export async function contractsOf(
  { triggers }: WorkflowDoors,
  registry: Registry,
): Promise<Readonly<Record<ContractId, Contract>>> {
  const load = async (id: ContractId): Promise<readonly [ContractId, Contract]> => {
    const contract = await registry[id]?.();
    if (contract !== undefined) return [id, contract];
    throw new IngressConfigurationError(`There is no contract ${id} in generated/: run \`baton generate\`.`);
  };
  return Object.fromEntries(await Promise.all(triggers.map(({ contract }) => load(contract))));
}
