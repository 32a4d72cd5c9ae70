const { mkdir, writeFile } = require('node:fs/promises');
const { join } = require('node:path');

/** A Serverless plugin that puts a bundle of each function, known to load, where the framework looks for its zip. */
class BundlePlugin {
  constructor(serverless) {
    const bundle = () => bundleFunctions(serverless);
    this.hooks = {
      'before:package:createDeploymentArtifacts': bundle,
      'before:package:function:package': bundle,
    };
  }
}

async function bundleFunctions({ service, serviceDir, classes }) {
  const { packageFunction, DeployError } = await import('./index.ts');
  // Also with --package: the framework moves this folder there when all is in it.
  const folder = join(serviceDir, '.serverless');
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
