import type { JsonObject } from '../../expressions/index.ts';

/** Step Functions' own API, for tasks that call it. */
export interface StepFunctions {
  /** `operation` as the API names it, arguments as a task gives them; the body has the API's form. */
  call(operation: string, given: JsonObject, signal: AbortSignal): Promise<StepFunctionsReply>;
  /** Resolves when the execution has ended, or when the signal is aborted. */
  whenEnded(executionArn: string, signal: AbortSignal): Promise<void>;
}

export type StepFunctionsReply =
  | { readonly ok: true; readonly body: object }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly message: string };

/** The SDK for Java's class names: every error is an exception. */
export function exceptionName(code: string): string {
  return code.endsWith('Exception') ? code : `${code}Exception`;
}
