/** What serverless.yml reads from the project whose folder the framework runs in: `functions` and `resources`. */
module.exports = async ({ resolveConfigurationProperty }) => {
  const settings = await resolveConfigurationProperty(['custom', 'stage']);
  const { composeStack, parseStageSettings } = await import('./index.ts');
  const { readProject } = await import('../project/index.ts');
  try {
    return composeStack(await readProject(process.cwd()), parseStageSettings(settings));
  } catch (error) {
    // The framework prints the stack, in which a mistake in the project's files gets lost.
    if (error.code !== undefined) error.stack = error.message;
    throw error;
  }
};
