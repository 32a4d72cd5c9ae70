import { defineCommand, PORT_OPTION } from '../command.ts';
import { printJson, urlOf } from '../surroundings.ts';

export const executionsStop = defineCommand({
  name: 'executions stop',
  summary: 'stop an execution that is running',
  positionals: ['NAME|ARN'],
  options: {
    ...PORT_OPTION,
    error: { type: 'string', value: 'NAME', summary: 'the error that it is stopped with' },
    cause: { type: 'string', value: 'TEXT', summary: 'why it is stopped' },
  },
  async run({ values, positionals: [nameOrArn = ''], terminal }) {
    const { stepFunctions } = await import('../step-functions.ts');
    const api = stepFunctions(urlOf(values.port), terminal.environment);
    const executionArn = await api.find(nameOrArn);
    const stopDate = await api.stop(executionArn, { error: values.error, cause: values.cause });
    if (values.json === true) printJson(terminal, { executionArn, stopDate });
    else terminal.out(`Stopped ${executionArn}.\n`);
    return 0;
  },
});
