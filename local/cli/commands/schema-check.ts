import { CHECK_OPTIONS, runCheck } from '../check/run-check.ts';
import { defineCommand } from '../command.ts';

export const schemaCheck = defineCommand({
  name: 'schema check',
  summary: 'tell what is wrong with the schemas, and where versions break each other',
  positionals: [],
  options: CHECK_OPTIONS,
  run: ({ values, terminal }) => runCheck('schemas', values, terminal),
});
