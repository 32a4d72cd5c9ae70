/**
 * Names in the template. Logical ids are letters and digits alone; Serverless derives the ids of a function's
 * resources from its key in the same way, so that ours can point to them.
 */

/** `order-fulfilment`, `reserve.stock` → `OrderFulfilmentReserveStock`. */
export function logicalId(...names: readonly string[]): string {
  return names
    .flatMap((name) => name.split(/[^0-9A-Za-z]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The key under `functions` in the Serverless configuration. */
export function functionKey(functionName: string): string {
  const id = logicalId(functionName);
  return id.charAt(0).toLowerCase() + id.slice(1);
}

export const functionId = (functionName: string): string => `${logicalId(functionName)}LambdaFunction`;
export const functionLogGroupId = (functionName: string): string => `${logicalId(functionName)}LogGroup`;
export const functionRoleId = (functionName: string): string => `${logicalId(functionName)}Role`;

export const stateMachineId = (workflow: string): string => `${logicalId(workflow)}StateMachine`;
export const stateMachineRoleId = (workflow: string): string => `${logicalId(workflow)}StateMachineRole`;
export const stateMachineLogGroupId = (workflow: string): string => `${logicalId(workflow)}StateMachineLogGroup`;
export const stateMachineVersionId = (workflow: string): string => `${logicalId(workflow)}StateMachineVersion`;
export const stateMachineAliasId = (workflow: string): string => `${logicalId(workflow)}StateMachineAlias`;

export const bucketId = (workflow: string, bucket: string): string => `${logicalId(workflow, bucket)}Bucket`;
export const mappingId = (workflow: string, topic: string): string => `${logicalId(workflow, topic)}Mapping`;

/** What a function or state machine is called in a stage: `order-fulfilment-dev`. */
export const stagedName = (name: string, stage: string): string => `${name}-${stage}`;
