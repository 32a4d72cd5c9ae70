/** Lambda's Invoke operation, as far as a task needs it. */
export interface LambdaInvoker {
  /** Rejects with `InvocationRefusedError` when the function was not run. */
  invoke(call: LambdaCall): Promise<LambdaAnswer>;
}

export type LambdaCall = {
  /** Name, ARN or partial ARN. */
  readonly functionName: string;
  readonly payload: string;
  readonly invocationType: string | undefined;
  readonly qualifier: string | undefined;
  /** As Lambda takes it, in base64. */
  readonly clientContext: string | undefined;
  readonly logType: string | undefined;
  readonly caller: { readonly executionArn: string; readonly stateName: string; readonly retryCount: number };
  readonly signal: AbortSignal;
};

export type LambdaAnswer = {
  /** The returned JSON, or the error document. */
  readonly payload: string;
  readonly failed: boolean;
  readonly status: number;
  readonly executedVersion: string | undefined;
  /** The end of what was logged, in base64, if it was asked for. */
  readonly logResult: string | undefined;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
};
