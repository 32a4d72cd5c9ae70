import { relative } from 'node:path';
import type { Mistake } from '../../../checker/index.ts';
import {
  type LocalAccount,
  localAccount,
  localDefinition,
  type Project,
  ProjectError,
  type Workflow,
} from '../../../project/index.ts';
import { InvalidDefinitionError, parseDefinition } from '../../engine/index.ts';
import type { Terminal } from '../terminal.ts';
import { mistakeOf } from './mistake-of.ts';

/** What is wrong with the definitions of a project's workflows. */
export function definitionMistakes(project: Project, environment: Terminal['environment']): readonly Mistake[] {
  const account = localAccount(environment);
  return project.workflows.flatMap((workflow) => mistakesIn(workflow, project, account));
}

function mistakesIn(workflow: Workflow, { root, functions }: Project, account: LocalAccount): readonly Mistake[] {
  const file = relative(root, workflow.definitionPath);
  try {
    const { written, text } = localDefinition(workflow, { functions, account, file });
    for (const each of new Set([written, text])) parseDefinition(each, { workflowType: workflow.type });
    return [];
  } catch (error) {
    if (error instanceof ProjectError) return [{ ...mistakeOf(error), kind: 'definition' }];
    if (!(error instanceof InvalidDefinitionError)) throw error;
    return error.diagnostics.map(({ message, location, line, column }) => ({
      kind: 'definition',
      place: { file, line, column },
      what: location === null ? message : `${message} (in ${location})`,
      fix: 'Correct the definition at this place.',
    }));
  }
}
