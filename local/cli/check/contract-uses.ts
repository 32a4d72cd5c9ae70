import { join, relative } from 'node:path';
import type { CheckInput, ContractUse } from '../../../checker/index.ts';
import { filesIn, type Project, type ProjectFunction, readText, type Workflow } from '../../../project/index.ts';

/** Who in a project reads or writes which contract: as a manifest says, or as a definition or a function's code names it. */
export async function usesIn(project: Project, placeOf: CheckInput['placeOf']): Promise<readonly ContractUse[]> {
  const ofWorkflows = project.workflows.flatMap((workflow) => [
    ...usesOf(workflow, project.root, placeOf),
    ...mentionsIn(
      workflow.definitionText,
      relative(project.root, workflow.definitionPath),
      project,
      `The definition of ${workflow.name}`,
    ),
  ]);
  const tasks = project.functions.filter(({ kind }) => kind === 'task');
  const ofFunctions = await Promise.all(tasks.map((task) => usesOfFunction(task, project)));
  return [...ofWorkflows, ...ofFunctions.flat()];
}

async function usesOfFunction({ name, folder }: ProjectFunction, project: Project): Promise<readonly ContractUse[]> {
  const inProject = relative(project.root, folder);
  const files = (await filesIn(folder, inProject)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const mentions = files.map(async (file) =>
    mentionsIn(
      await readText(join(folder, file), join(inProject, file)),
      join(inProject, file),
      project,
      `The function ${name}`,
    ),
  );
  return (await Promise.all(mentions)).flat();
}

const CONTRACT = /[a-z][a-z0-9.-]*@[1-9]\d*/g;

/** The contracts that a text names. */
function mentionsIn(text: string, file: string, { subjects }: Project, user: string): readonly ContractUse[] {
  const known = new Map(subjects.flatMap(({ versions }) => versions.map(({ id }) => [id as string, id])));
  return [...text.matchAll(CONTRACT)].flatMap(({ 0: name, index }) => {
    const id = known.get(name);
    if (id === undefined) return [];
    const before = text.slice(0, index).split('\n');
    return [{ id, user, place: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } }];
  });
}

function usesOf(workflow: Workflow, root: string, placeOf: CheckInput['placeOf']): readonly ContractUse[] {
  const { name, contracts, triggers, signals } = workflow;
  const file = relative(root, workflow.manifestPath);
  const use = (id: ContractUse['id'], what: string, steps: readonly (string | number)[]): ContractUse => ({
    id,
    user: `The ${what} of ${name}`,
    place: placeOf(file, steps),
  });
  return [
    ...triggers.map(({ contract, topic }, index) =>
      use(contract, `trigger ${topic}`, ['triggers', index, 'kafka', 'contract']),
    ),
    use(contracts.input, 'input', ['contracts', 'input']),
    ...(contracts.output === null ? [] : [use(contracts.output, 'output', ['contracts', 'output'])]),
    ...Object.entries(contracts.states).map(([state, { output }]) =>
      use(output, `state ${state}`, ['contracts', 'states', state, 'output']),
    ),
    ...Object.entries(signals).map(([signal, { contract }]) =>
      use(contract, `signal ${signal}`, ['signals', signal, 'contract']),
    ),
  ];
}
