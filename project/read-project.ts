import { resolve } from 'node:path';
import { checkReferences } from './check-references.ts';
import type { Project } from './model.ts';
import { readFunctions } from './read-functions.ts';
import { readSubjects } from './read-subjects.ts';
import { readWorkflows } from './read-workflows.ts';

/**
 * Reads the project whose folders lie under `root` and checks that they fit together. Throws `ProjectError`, one at a
 * time, with file, line, what is wrong and what to do.
 */
export async function readProject(root: string): Promise<Project> {
  const path = resolve(root);
  const subjects = await readSubjects(path);
  const read = await readWorkflows(path, subjects);
  const workflows = read.map(({ workflow }) => workflow);
  const project = { root: path, workflows, subjects, functions: await readFunctions(path, workflows) };
  checkReferences(project, read);
  return project;
}
