import { camelCase, pascalCase } from '../project/index.ts';

/**
 * Names in the template. Logical ids are letters and digits alone; Serverless derives the ids of a function's
 * resources from its key in the same way, so that ours can point to them.
 */

/** The key under `functions` in the Serverless configuration. */
export const functionKey = (functionName: string): string => camelCase(functionName);

export const functionId = (functionName: string): string => `${pascalCase(functionName)}LambdaFunction`;
export const functionLogGroupId = (functionName: string): string => `${pascalCase(functionName)}LogGroup`;
export const functionRoleId = (functionName: string): string => `${pascalCase(functionName)}Role`;

export const stateMachineId = (workflow: string): string => `${pascalCase(workflow)}StateMachine`;
export const stateMachineRoleId = (workflow: string): string => `${pascalCase(workflow)}StateMachineRole`;
export const stateMachineLogGroupId = (workflow: string): string => `${pascalCase(workflow)}StateMachineLogGroup`;
export const stateMachineVersionId = (workflow: string): string => `${pascalCase(workflow)}StateMachineVersion`;
export const stateMachineAliasId = (workflow: string): string => `${pascalCase(workflow)}StateMachineAlias`;

export const bucketId = (workflow: string, bucket: string): string => `${pascalCase(`${workflow}-${bucket}`)}Bucket`;
export const mappingId = (workflow: string, topic: string): string => `${pascalCase(`${workflow}-${topic}`)}Mapping`;

/** What a function or state machine is called in a stage: `order-fulfilment-dev`. */
export const stagedName = (name: string, stage: string): string => `${name}-${stage}`;
