import { resolve } from 'node:path';
import { checkReferences } from './check-references.ts';
import type { ProjectError } from './errors.ts';
import { type TellMistake, throwMistake, unlessMistaken } from './mistakes.ts';
import type { Project } from './model.ts';
import { readFunctions } from './read-functions.ts';
import { readSubjects } from './read-subjects.ts';
import { type ReadWorkflow, readWorkflows } from './read-workflows.ts';

/**
 * Reads the project whose folders lie under `root` and checks that they fit together. Throws `ProjectError`, one at a
 * time, with file, line, what is wrong and what to do.
 */
export async function readProject(root: string): Promise<Project> {
  const { project, read } = await readParts(root, throwMistake);
  checkReferences(project, read);
  return project;
}

/** A project with every mistake in it. What a mistake makes unreadable is left out. */
export type MistakenProject = { readonly project: Project; readonly mistakes: readonly ProjectError[] };

/**
 * As `readProject`, but throws nothing for a mistake. How the parts fit together is checked once each can be read: what
 * is missing from another file would be told again there. Of what does not fit, each workflow tells the first.
 */
export async function readMistakenProject(root: string): Promise<MistakenProject> {
  const mistakes: ProjectError[] = [];
  const tell: TellMistake = (mistake) => {
    if (mistakes.every(({ message }) => message !== mistake.message)) mistakes.push(mistake);
  };
  const { project, read } = await readParts(root, tell);
  if (mistakes.length > 0) return { project, mistakes };
  for (const some of [...read.map((workflow) => [workflow]), []]) {
    await unlessMistaken(tell, async () => checkReferences(project, some));
  }
  return { project, mistakes };
}

type Parts = { readonly project: Project; readonly read: readonly ReadWorkflow[] };

async function readParts(root: string, tell: TellMistake): Promise<Parts> {
  const path = resolve(root);
  const subjects = await readSubjects(path, tell);
  const read = await readWorkflows(path, subjects, tell);
  const workflows = read.map(({ workflow }) => workflow);
  const functions = await readFunctions(path, workflows, tell);
  return { project: { root: path, workflows, subjects, functions }, read };
}
