export { packageFunction } from './bundle/package-function.ts';
export { DeployError } from './errors.ts';
export { composeStack } from './stack.ts';
export { parseStageSettings } from './stage.ts';
