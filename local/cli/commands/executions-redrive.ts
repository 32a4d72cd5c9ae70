import { defineCommand, PORT_OPTION } from '../command.ts';
import { printJson, urlOf } from '../surroundings.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const executionsRedrive = defineCommand({
  name: 'executions redrive',
  summary: 'let a failed execution go on from the state that failed',
  positionals: ['NAME|ARN'],
  options: PORT_OPTION,
  async run({ values, positionals: [nameOrArn = ''], terminal }) {
    const { stepFunctions } = await import('../step-functions.ts');
    const api = stepFunctions(urlOf(values.port), terminal.environment);
    const executionArn = await api.find(nameOrArn);
    const redriveDate = await api.redrive(executionArn);
    if (values.json === true) printJson(terminal, { executionArn, redriveDate });
    else terminal.out(`Redriven: ${executionArn} goes on from where it failed.\n`);
    return 0;
  },
});
