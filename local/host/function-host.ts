/** How an invocation ended, as Lambda's Invoke operation answers it. */
export type InvokeAnswer = {
  /** The returned JSON, or the error document when `functionError` is set. */
  readonly payload: string;
  readonly functionError: 'Unhandled' | null;
  readonly requestId: string;
  readonly durationMs: number;
};

export type InvokeOptions = {
  /** Which task called, so that what the function prints is found again. */
  readonly caller?: { readonly executionArn: string; readonly stateName: string; readonly retryCount: number };
  readonly signal?: AbortSignal;
};

/** Runs a project's functions as Lambda would. */
export interface FunctionHost {
  /** Rejects with `FunctionNotFoundError` for a name that the project does not have. */
  invoke(functionName: string, payload: string, options?: InvokeOptions): Promise<InvokeAnswer>;
  close(): Promise<void>;
}
