import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CheckInput, Mistake } from '../../../checker/index.ts';
import {
  type Project,
  ProjectError,
  parseSource,
  readMistakenProject,
  readSubjects,
  type SourceDocument,
  validatorOf,
} from '../../../project/index.ts';
import type { Terminal } from '../terminal.ts';
import { usesIn } from './contract-uses.ts';
import { readBaseline } from './git-baseline.ts';
import { mistakeOf } from './mistake-of.ts';

export type CheckScope = {
  readonly root: string;
  readonly against: string | undefined;
  /** The schemas alone, or all of the project. */
  readonly what: 'schemas' | 'project';
  readonly environment: Terminal['environment'];
};

/** Everything that the rules look at, read from disk and git. `note` is what a person is to know about it. */
export async function readCheckInput(scope: CheckScope): Promise<{ input: CheckInput; note: string | null }> {
  const root = resolve(scope.root);
  const [baseline, read] = await Promise.all([readBaseline(root, scope.against), readParts(root, scope)]);
  const sources = new Map<string, SourceDocument>();
  const placeOf: CheckInput['placeOf'] = (file, steps) => {
    const source = sources.get(file) ?? readSource(root, file);
    if (source === null) return { file };
    sources.set(file, source);
    return source.placeOf(steps);
  };
  const { project, mistakes } = read;
  const input: CheckInput = {
    subjects: project.subjects,
    mistakes,
    uses: scope.what === 'schemas' ? null : await usesIn(project, placeOf),
    history: baseline.history,
    today: new Date().toISOString().slice(0, 'YYYY-MM-DD'.length),
    compile: validatorOf,
    placeOf,
  };
  return { input, note: baseline.note };
}

type ReadParts = { readonly project: Project; readonly mistakes: readonly Mistake[] };

async function readParts(root: string, { what, environment }: CheckScope): Promise<ReadParts> {
  if (what === 'schemas') {
    const mistakes: ProjectError[] = [];
    const subjects = await readSubjects(root, (mistake) => mistakes.push(mistake));
    return { project: { root, workflows: [], subjects, functions: [] }, mistakes: mistakes.map(mistakeOf) };
  }
  const read = await readMistakenProject(root);
  const { definitionMistakes } = await import('./definition-mistakes.ts');
  const mistakes = [...read.mistakes.map(mistakeOf), ...definitionMistakes(read.project, environment)];
  return {
    project: read.project,
    mistakes: [...new Map(mistakes.map((each) => [JSON.stringify(each.place) + each.what, each])).values()],
  };
}

/** Null for a file that is gone or is none: then there is but its name to tell. */
function readSource(root: string, file: string): SourceDocument | null {
  try {
    return parseSource(file, readFileSync(join(root, file), 'utf8'));
  } catch (error) {
    if (error instanceof ProjectError || 'code' in (error as Error)) return null;
    throw error;
  }
}
