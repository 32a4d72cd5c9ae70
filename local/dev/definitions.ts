import { existsSync, type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type LocalAccount, localDefinition, type Project, type Workflow } from '../../project/index.ts';
import { type Engine, InvalidDefinitionError, parseDefinition } from '../engine/index.ts';
import type { DevEvent } from './dev-event.ts';
import { definitionError, projectStartUpError } from './project-start-up-error.ts';

/** Creates or updates a workflow's state machine. Throws `StartUpError` with the place of what is wrong. */
export function putWorkflow(
  engine: Pick<Engine, 'putStateMachine'>,
  project: Project,
  workflow: Workflow,
  account: LocalAccount,
): string {
  const file = relative(project.root, workflow.definitionPath);
  try {
    const { written, text } = localDefinition(workflow, { functions: project.functions, account, file });
    // What is wrong is told at the line that was written, where woven states have moved no other.
    if (text !== written) parseDefinition(written);
    return engine.putStateMachine(workflow.name, text);
  } catch (error) {
    throw error instanceof InvalidDefinitionError ? definitionError(error, file) : projectStartUpError(error);
  }
}

/** Editors write a file in several steps. */
const QUIET_MS = 60;

/** Saving a definition is an UpdateStateMachine; one that is wrong is told, and the revision of before stays. */
export function watchDefinitions(
  engine: Pick<Engine, 'putStateMachine'>,
  project: Project,
  account: LocalAccount,
  emit: (event: DevEvent) => void,
): { close(): void } {
  const texts = new Map(project.workflows.map(({ name, definitionText }) => [name, definitionText]));

  const reread = async (workflow: Workflow) => {
    const definitionText = await readFile(workflow.definitionPath, 'utf8').catch(() => null);
    if (definitionText === null || definitionText === texts.get(workflow.name)) return;
    texts.set(workflow.name, definitionText);
    const about = `definition of ${workflow.name}`;
    try {
      const stateMachineArn = putWorkflow(engine, project, { ...workflow, definitionText }, account);
      emit({ type: 'workflowUpdated', workflow: workflow.name, stateMachineArn });
    } catch (error) {
      emit({ type: 'problem', about, message: error instanceof Error ? error.message : String(error) });
    }
  };
  return watchFolder(join(project.root, 'workflows'), () => {
    for (const workflow of project.workflows) void reread(workflow);
  });
}

function watchFolder(folder: string, onChange: () => void): { close(): void } {
  if (!existsSync(folder)) return { close() {} };
  let quiet: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = watch(folder, { recursive: true }, () => {
    clearTimeout(quiet);
    quiet = setTimeout(onChange, QUIET_MS);
  });
  return {
    close() {
      clearTimeout(quiet);
      watcher.close();
    },
  };
}
