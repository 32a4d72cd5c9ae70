import { randomUUID } from 'node:crypto';
import type { FunctionHost, InvokeOptions } from '../../../host/index.ts';
import { InvocationRefusedError } from '../errors.ts';
import type { LambdaAnswer, LambdaCall, LambdaInvoker } from './invoker.ts';

const FUNCTION_NAME = /(?:^|:function:)([^:]+)(?::[^:]+)?$/;

/** What tasks need of the host. */
export type FunctionRunner = Pick<FunctionHost, 'invoke'>;

/** Invokes the project's functions in this process. */
export function hostInvoker(host: FunctionRunner): LambdaInvoker {
  return {
    async invoke(call) {
      checkJson(call.payload);
      const name = FUNCTION_NAME.exec(call.functionName)?.[1] ?? call.functionName;
      try {
        const answer = await host.invoke(name, call.payload, optionsOf(call));
        return toAnswer(answer.payload, answer.functionError !== null, answer.requestId);
      } catch (error) {
        const refused = error instanceof Error ? REFUSALS[error.name] : undefined;
        if (refused === undefined) throw error;
        throw new InvocationRefusedError(refused.message(call), { ...refused, requestId: randomUUID(), cause: error });
      }
    },
  };
}

/** The host's own errors as Lambda's. */
const REFUSALS: Readonly<Record<string, { code: string; status: number; message(call: LambdaCall): string }>> = {
  FunctionNotFoundError: {
    code: 'ResourceNotFoundException',
    status: 404,
    message: (call) => `Function not found: ${qualified(call)}`,
  },
  TooManyInvocationsError: { code: 'TooManyRequestsException', status: 429, message: () => 'Rate Exceeded.' },
};

function checkJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (cause) {
    const about = { code: 'InvalidRequestContentException', status: 400, requestId: randomUUID() };
    throw new InvocationRefusedError('Could not parse request body into json', { ...about, cause });
  }
}

/** Lambda takes the client context in base64. */
function optionsOf({ caller, signal, clientContext }: LambdaCall): InvokeOptions {
  if (clientContext === undefined) return { caller, signal };
  return { caller, signal, clientContext: Buffer.from(clientContext, 'base64').toString() };
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
  return { payload, failed, status: 200, executedVersion: '$LATEST', logResult: undefined, requestId, headers };
}

function qualified({ functionName, qualifier = '$LATEST' }: LambdaCall): string {
  return functionName.split(':').length > 7 ? functionName : `${functionName}:${qualifier}`;
}
