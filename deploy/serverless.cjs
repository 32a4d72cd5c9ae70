const { join } = require('node:path');

/** What serverless.yml reads from the project: `functions` and `resources`. */
module.exports = async ({ resolveConfigurationProperty }) => {
  const settings = await resolveConfigurationProperty(['custom', 'stage']);
  const { composeStack, parseStageSettings } = await import('./index.ts');
  const { readProject } = await import('../project/index.ts');
  try {
    return composeStack(await readProject(join(__dirname, '..')), parseStageSettings(settings));
  } catch (error) {
    // The framework prints the stack, in which a mistake in the project's files gets lost.
    if (error.code !== undefined) error.stack = error.message;
    throw error;
  }
};
