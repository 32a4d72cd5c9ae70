import { MAX_RESPONSE_BYTES } from './limits.ts';

/** The document that stands as payload when a function failed: members and their order are Lambda's. */
export type Failure = { readonly errorType: string; readonly errorMessage: string; readonly trace?: readonly string[] };

/**
 * What Lambda's Node.js 24 runtime makes of anything thrown.
 * Source: aws-lambda-nodejs-runtime-interface-client 4, src/utils/error.ts
 */
export function thrownFailure(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) {
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  }
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
}

/** A module that cannot be had, by the three names that Lambda's runtime knows. */
export function importFailure(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return thrownFailure(thrown);
  const code = 'code' in thrown ? thrown.code : undefined;
  if (thrown instanceof SyntaxError) return renamed('Runtime.UserCodeSyntaxError', thrown);
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    return renamed('Runtime.ImportModuleError', thrown);
  }
  return thrownFailure(thrown);
}

export function unhandledRejectionFailure(reason: unknown): Failure {
  if (reason instanceof Error) return renamed('Runtime.UnhandledPromiseRejection', reason);
  return { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: String(reason), trace: [] };
}

export function handlerNotFoundFailure(handler: string, exported: unknown): Failure {
  const what = exported === undefined ? 'undefined or not exported' : 'not a function';
  return { errorType: 'Runtime.HandlerNotFound', errorMessage: `${handler} is ${what}`, trace: [] };
}

export function notJsonFailure(): Failure {
  return { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body', trace: [] };
}

export function responseTooLargeFailure(): Failure {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  };
}

export function timedOutFailure(requestId: string, seconds: number): Failure {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

/** The thread ended by itself, as after `process.exit`. */
export function exitedFailure(requestId: string, exitCode: number): Failure {
  const how = exitCode === 0 ? 'without providing a reason' : `with error: exit status ${exitCode}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: Runtime exited ${how}` };
}

export function outOfMemoryFailure(requestId: string): Failure {
  return {
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  };
}

function renamed(errorType: string, error: Error): Failure {
  const errorMessage = String(error);
  return { errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, ...stackLines(error)] };
}

function stackLines(error: Error): readonly string[] {
  return error.stack?.split('\n').slice(1) ?? [];
}
