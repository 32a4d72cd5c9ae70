import { parseArgs } from 'node:util';
import { UsageError } from './errors.ts';

export const USAGE = `usage: npm run conformance -- --cases DIR [--filter REGEX] [--verbose] [--json]
       npm run conformance -- [--cases DIR] --check | --update

  --cases DIR      the folder of the recorded cases and their runner, run.mjs; default: CONFORMANCE_CASES
  --filter REGEX   only cases whose id it matches
  --verbose        the first differences of every failed case
  --json           every case's result on the standard output, instead of the sum
  --check          fail when a case of test/conformance/passing.txt does not pass; without cases, pass
  --update         rewrite test/conformance/passing.txt and docs/conformance.md`;

export type Options = {
  readonly task: 'play' | 'check' | 'update' | 'help';
  readonly cases: string | undefined;
  readonly filter: string | undefined;
  readonly verbose: boolean;
  readonly json: boolean;
};

/** Throws `UsageError`. */
export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const { help, check, update, cases = environment.CONFORMANCE_CASES, filter, verbose, json } = valuesOf(args);
  if (check && update) throw new UsageError('--check and --update exclude one another');
  if ((check || update) && filter !== undefined)
    throw new UsageError('--check and --update play all cases: leave out --filter');
  if (filter !== undefined) mustBePattern(filter);
  const task = help ? 'help' : check ? 'check' : update ? 'update' : 'play';
  return { task, cases, filter, verbose, json };
}

function valuesOf(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        cases: { type: 'string' },
        filter: { type: 'string' },
        verbose: flag,
        json: flag,
        check: flag,
        update: flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function mustBePattern(filter: string): void {
  try {
    new RegExp(filter);
  } catch (error) {
    throw new UsageError(`--filter ${filter} is no regular expression`, { cause: error });
  }
}
