import {
  type InvocationType,
  InvokeCommand,
  type InvokeCommandOutput,
  LambdaClient,
  type LambdaServiceException,
  type LogType,
} from '@aws-sdk/client-lambda';
import { InvocationRefusedError } from '../errors.ts';
import type { LambdaAnswer, LambdaCall, LambdaInvoker } from './invoker.ts';

export type EndpointSetting = { readonly endpoint: string; readonly region: string; readonly account: string };

/** AWS's spelling; HTTP does not care, but results of tasks show it. */
const HEADER_NAMES = new Map(
  [
    ...['Connection', 'Content-Length', 'Content-Type', 'Date', 'X-Amz-Executed-Version', 'X-Amz-Function-Error'],
    ...['X-Amz-Log-Result', 'X-Amzn-Trace-Id', 'x-amzn-Remapped-Content-Length', 'x-amzn-RequestId'],
  ].map((name) => [name.toLowerCase(), name]),
);
const HIDDEN_HEADERS = new Set(['keep-alive', 'transfer-encoding']);

/** Longer than any function runs. */
const SOCKET_TIMEOUT_MS = 16 * 60_000;

/** Invokes over HTTP at the endpoint that was named, never at another. */
export function endpointInvoker({ endpoint, region, account }: EndpointSetting): LambdaInvoker {
  const client = new LambdaClient({
    ...{ endpoint, region, maxAttempts: 1 },
    credentials: { accessKeyId: account, secretAccessKey: 'none' },
    requestHandler: { requestTimeout: SOCKET_TIMEOUT_MS, httpAgent: { maxSockets: 1_000 } },
  });
  return {
    async invoke(call) {
      const headers: Record<string, string> = {};
      const command = toCommand(call);
      command.middlewareStack.add(
        (next) => async (request) => {
          const result = await next(request);
          Object.assign(headers, (result.response as { headers?: Record<string, string> }).headers);
          return result;
        },
        { step: 'deserialize', priority: 'low' },
      );
      try {
        return toAnswer(await client.send(command, { abortSignal: call.signal }), headers);
      } catch (error) {
        throw new InvocationRefusedError((error as Error).message, {
          ...refusalOf(error as LambdaError),
          cause: error,
        });
      }
    },
  };
}

function toCommand({
  functionName,
  payload,
  invocationType,
  qualifier,
  clientContext,
  logType,
}: LambdaCall): InvokeCommand {
  return new InvokeCommand({
    FunctionName: functionName,
    Payload: Buffer.from(payload),
    InvocationType: invocationType as InvocationType | undefined,
    Qualifier: qualifier,
    ClientContext: clientContext,
    LogType: logType as LogType | undefined,
  });
}

function toAnswer(output: InvokeCommandOutput, headers: Record<string, string>): LambdaAnswer {
  const shown = Object.entries(headers).filter(([name]) => !HIDDEN_HEADERS.has(name.toLowerCase()));
  return {
    payload: Buffer.from(output.Payload ?? []).toString(),
    failed: output.FunctionError !== undefined,
    status: output.StatusCode ?? 200,
    executedVersion: output.ExecutedVersion,
    logResult: output.LogResult,
    requestId: output.$metadata.requestId ?? '',
    headers: Object.fromEntries(shown.map(([name, value]) => [HEADER_NAMES.get(name.toLowerCase()) ?? name, value])),
  };
}

type LambdaError = Partial<LambdaServiceException>;

/** An error without a status never reached the service. */
function refusalOf({ name = 'ServiceException', $metadata }: LambdaError) {
  const status = $metadata?.httpStatusCode ?? null;
  return { code: status === null ? 'SdkClientException' : name, status, requestId: $metadata?.requestId ?? '' };
}
