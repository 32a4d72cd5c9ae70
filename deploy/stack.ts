import type { Project } from '../project/index.ts';
import { buckets } from './buckets.ts';
import type { Resource } from './cloudformation.ts';
import { LogicalIdClashError } from './errors.ts';
import type { ServerlessFunction } from './functions.ts';
import { serverlessFunctions } from './functions.ts';
import { mappings } from './mappings.ts';
import { roles } from './roles.ts';
import type { StageSettings } from './stage.ts';
import { stateMachines } from './state-machines.ts';

/** What serverless.yml takes in: its `functions`, and the resources beside them. */
export type Stack = {
  readonly functions: Readonly<Record<string, ServerlessFunction>>;
  readonly resources: { readonly Resources: Readonly<Record<string, Resource>> };
};

/** Throws a `DeployError` for what cannot be deployed as it stands. */
export function composeStack(project: Project, stage: StageSettings): Stack {
  const resources = [
    ...roles(project, stage),
    ...stateMachines(project, stage),
    ...mappings(project, stage),
    ...buckets(project),
  ];
  return {
    functions: keyed(serverlessFunctions(project, stage)),
    resources: { Resources: keyed(resources) },
  };
}

/** As an object, in which no entry may hide another. */
function keyed<Entry>(entries: readonly (readonly [id: string, entry: Entry])[]): Readonly<Record<string, Entry>> {
  const ids = entries.map(([id]) => id);
  const clash = ids.find((id, index) => ids.indexOf(id) !== index);
  if (clash !== undefined) {
    throw new LogicalIdClashError(
      `Two names become ${clash} in the template, where letters and digits alone count: rename a function, topic or bucket`,
    );
  }
  return Object.fromEntries(entries);
}
