import { defineCommand, PORT_OPTION } from '../command.ts';
import { printJson, urlOf } from '../surroundings.ts';

/** For `eval "$(baton env)"`: any AWS client works with Baton then, and reaches no real AWS by accident. */
export const env = defineCommand({
  name: 'env',
  summary: 'print the variables with which AWS clients find Baton: eval "$(baton env)"',
  positionals: [],
  options: PORT_OPTION,
  async run({ values, terminal }) {
    const { localAccount } = await import('../../../project/index.ts');
    const { clientEnvironment } = await import('../../dev/index.ts');
    const variables = clientEnvironment(localAccount(terminal.environment), urlOf(values.port));
    if (values.json === true) printJson(terminal, variables);
    else for (const [name, value] of Object.entries(variables)) terminal.out(`export ${name}=${value}\n`);
    return 0;
  },
});
