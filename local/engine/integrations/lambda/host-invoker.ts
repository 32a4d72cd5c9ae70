import { randomUUID } from 'node:crypto';
import type { FunctionHost } from '../../../host/function-host.ts';
import { InvocationRefusedError, type LambdaAnswer, type LambdaCall, type LambdaInvoker } from './invoker.ts';

const FUNCTION_NAME = /(?:^|:function:)([^:]+)(?::[^:]+)?$/;

/** What tasks need of the host. */
export type FunctionRunner = Pick<FunctionHost, 'invoke'>;

/** Invokes the project's functions in this process. */
export function hostInvoker(host: FunctionRunner): LambdaInvoker {
  return {
    async invoke(call) {
      try {
        const name = FUNCTION_NAME.exec(call.functionName)?.[1] ?? call.functionName;
        const { caller, signal } = call;
        const answer = await host.invoke(name, call.payload, { caller, signal });
        return toAnswer(answer.payload, answer.functionError !== null, answer.requestId);
      } catch (error) {
        if (!isNotFound(error)) throw error;
        throw new InvocationRefusedError(`Function not found: ${qualified(call)}`, {
          code: 'ResourceNotFoundException',
          status: 404,
          requestId: randomUUID(),
          cause: error,
        });
      }
    },
  };
}

function toAnswer(payload: string, failed: boolean, requestId: string): LambdaAnswer {
  const headers = {
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'Content-Length': String(Buffer.byteLength(payload)),
    Date: new Date().toUTCString(),
    'Content-Type': 'application/json',
  };
  return { payload, failed, status: 200, executedVersion: '$LATEST', requestId, headers };
}

function qualified({ functionName, qualifier = '$LATEST' }: LambdaCall): string {
  return functionName.split(':').length > 7 ? functionName : `${functionName}:${qualifier}`;
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'FunctionNotFoundError';
}
