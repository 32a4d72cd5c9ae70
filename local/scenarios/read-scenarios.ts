import { join } from 'node:path';
import {
  filesIn,
  type LocalAccount,
  localDefinition,
  type Project,
  parseSource,
  readText,
  type Workflow,
} from '../../project/index.ts';
import { type Outline, outlineOf } from './outline.ts';
import { parseScenario } from './parse-scenario.ts';
import type { Scenario } from './scenario.ts';

const ENDING = /\.ya?ml$/;

/** A workflow with those of its scenarios that were asked for. */
export type WorkflowScenarios = {
  readonly workflow: Workflow;
  readonly outline: Outline;
  readonly scenarios: readonly Scenario[];
};

/** The scenarios whose `workflow/name` the filter accepts. Throws `ProjectError` for one that is none. */
export async function readScenarios(
  project: Project,
  account: LocalAccount,
  accepts: (id: string) => boolean,
): Promise<readonly WorkflowScenarios[]> {
  return Promise.all(project.workflows.map((workflow) => readWorkflowScenarios(project, workflow, account, accepts)));
}

async function readWorkflowScenarios(
  project: Project,
  workflow: Workflow,
  account: LocalAccount,
  accepts: (id: string) => boolean,
): Promise<WorkflowScenarios> {
  const folder = join('workflows', workflow.name, 'scenarios');
  const files = (await filesIn(join(project.root, folder), folder)).filter((file) => ENDING.test(file));
  const wanted = files.filter((file) => accepts(`${workflow.name}/${nameOf(file)}`));
  const outline = outlineOf(wanted.length === 0 ? '' : definitionOf(project, workflow, account));
  const scenarios = wanted.map(async (file) => {
    const path = join(folder, file);
    const document = parseSource(path, await readText(join(project.root, path), path));
    return parseScenario(document, { workflow: workflow.name, name: nameOf(file), outline });
  });
  return { workflow, outline, scenarios: await Promise.all(scenarios) };
}

const nameOf = (file: string): string => file.replace(ENDING, '');

function definitionOf({ functions }: Project, workflow: Workflow, account: LocalAccount): string {
  const file = join('workflows', workflow.name, 'definition.asl.yaml');
  return localDefinition(workflow, { functions, account, file }).written;
}
