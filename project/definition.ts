import { didYouMean } from './did-you-mean.ts';
import { ProjectError } from './errors.ts';
import type { ProjectFunction, Workflow } from './model.ts';
import { type LocalAccount, localSubstitutions, substitutionsOf, tasksOf } from './names.ts';
import { wovenDefinition } from './weave-checks.ts';

const SUBSTITUTION = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/**
 * A definition with each `${Name}` replaced by what `values` has for it. Throws `ProjectError` at the line of a name
 * that it does not have. `file` is where the text came from.
 */
export function substitute(text: string, values: Readonly<Record<string, string>>, file: string): string {
  return text.replace(SUBSTITUTION, (_, name: string, offset: number) => {
    if (Object.hasOwn(values, name)) return values[name] as string;
    const before = text.slice(0, offset).split('\n');
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    throw new ProjectError('UNKNOWN_SUBSTITUTION', {
      place,
      what: `Nothing is called \${${name}}.`,
      fix: didYouMean(name, Object.keys(values)),
    });
  });
}

/** A definition for a laptop: `written` is the author's with its names replaced, `text` has its woven states too. */
export type LocalDefinition = { readonly written: string; readonly text: string };

/** Throws `ProjectError` at the line of a name that nothing has, or of a state that cannot be checked. */
export function localDefinition(
  workflow: Workflow,
  { functions, account, file }: { functions: readonly ProjectFunction[]; account: LocalAccount; file: string },
): LocalDefinition {
  const { names } = substitutionsOf(workflow, tasksOf(workflow.name, functions));
  const values = localSubstitutions(names, account);
  const written = substitute(workflow.definitionText, values, file);
  const woven = wovenDefinition(workflow);
  return { written, text: woven === workflow.definitionText ? written : substitute(woven, values, file) };
}
