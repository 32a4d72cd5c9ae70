import type { HostedFunction } from './start-host.ts';

/**
 * The variables that Lambda sets. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 * A log stream's name holds the day and something unique to the instance.
 */
export function lambdaEnvironment(
  { name, memoryMb, handlerPath }: Pick<HostedFunction, 'name' | 'memoryMb' | 'handlerPath'>,
  startedAt: Date,
  instanceId: string,
): Readonly<Record<string, string>> {
  const day = startedAt.toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    _HANDLER: 'handler.handler',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[$LATEST]${instanceId.replaceAll('-', '')}`,
    LAMBDA_TASK_ROOT: handlerPath.slice(0, handlerPath.lastIndexOf('/')),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
