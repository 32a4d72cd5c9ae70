const { mkdir, writeFile } = require('node:fs/promises');
const { join, resolve } = require('node:path');

/** A Serverless plugin that puts a bundle of each function, known to load, where the framework looks for its zip. */
class BundlePlugin {
  constructor(serverless, options) {
    const bundle = () => bundleFunctions(serverless, options.package ?? '.serverless');
    this.hooks = {
      'before:package:createDeploymentArtifacts': bundle,
      'before:package:function:package': bundle,
    };
  }
}

async function bundleFunctions({ service, serviceDir, classes }, packageFolder) {
  const { packageFunction, DeployError } = await import('./index.ts');
  const folder = resolve(serviceDir, packageFolder);
  await mkdir(folder, { recursive: true });
  for (const [key, fn] of Object.entries(service.functions)) {
    const wanted = { handler: fn.handler, environment: fn.environment ?? {} };
    const zip = await packageFunction(wanted, serviceDir).catch((error) => {
      throw error instanceof DeployError ? new classes.Error(error.message, error.code) : error;
    });
    fn.package = { artifact: join(folder, `${key}.zip`) };
    await writeFile(fn.package.artifact, zip);
  }
}

module.exports = BundlePlugin;
