import { CHECK_OPTIONS, runCheck } from '../check/run-check.ts';
import { defineCommand } from '../command.ts';

export const check = defineCommand({
  name: 'check',
  summary: 'tell what would fail: schemas, manifests, functions, definitions',
  positionals: [],
  options: CHECK_OPTIONS,
  run: ({ values, terminal }) => runCheck('project', values, terminal),
});
