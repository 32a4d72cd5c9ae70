const { join } = require('node:path');

/** What serverless.yml reads from the project: `functions` and `resources`. */
module.exports = async ({ resolveConfigurationProperty }) => {
  const settings = await resolveConfigurationProperty(['custom', 'stage']);
  const { composeStack, parseStageSettings } = await import('./index.ts');
  const { readProject } = await import('../project/index.ts');
  return composeStack(await readProject(join(__dirname, '..')), parseStageSettings(settings));
};
