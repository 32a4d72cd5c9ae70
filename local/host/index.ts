export type { Caller, FunctionHost, InvokeAnswer, InvokeOptions, Printed, PrintedQuery } from './function-host.ts';
export { handleInvoke } from './invoke-api.ts';
export type { HostedFunction, HostOptions } from './start-host.ts';
export { startHost } from './start-host.ts';
