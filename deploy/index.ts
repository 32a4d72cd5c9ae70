export { type FunctionToPackage, packageFunction } from './bundle/package-function.ts';
export { DeployError } from './errors.ts';
export { composeStack, type Stack } from './stack.ts';
export { parseStageSettings, type StageSettings } from './stage.ts';
