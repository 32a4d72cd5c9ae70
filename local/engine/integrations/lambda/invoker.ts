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

type RefusalAbout = {
  readonly code: string;
  readonly status: number | null;
  readonly requestId: string;
  readonly cause: unknown;
};

/** Lambda's own error: `code` is its name, `ResourceNotFoundException` or the like. */
export class InvocationRefusedError extends Error {
  override name = 'InvocationRefusedError';
  readonly code: string;
  readonly status: number | null;
  readonly requestId: string;

  constructor(message: string, about: RefusalAbout) {
    super(message, { cause: about.cause });
    this.code = about.code;
    this.status = about.status;
    this.requestId = about.requestId;
  }
}
