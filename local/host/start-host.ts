import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProjectFunction } from '../../project/index.ts';
import { FunctionNotFoundError } from './errors.ts';
import type { Failure } from './failure.ts';
import type { FunctionHost, InvokeAnswer, InvokeOptions, Printed } from './function-host.ts';
import type { Outcome } from './instance.ts';
import { Instance } from './instance.ts';
import { InstancePool, type Job } from './instance-pool.ts';
import { lambdaEnvironment } from './lambda-environment.ts';
import { MAX_PRINTED_KEPT } from './limits.ts';
import { PrintedLog } from './printed-log.ts';
import { watchSources } from './source-watch.ts';

export type HostOptions = {
  readonly functions: readonly HostedFunction[];
  /** What the function finds besides Lambda's own variables; nothing of this process's environment gets there. */
  readonly environment: (functionName: string) => Readonly<Record<string, string>>;
  readonly functionArn: (functionName: string) => string;
  readonly onPrint?: (printed: Printed) => void;
  /** An edited function does not load, and the instances of before serve on: told once, and with null when it is mended. */
  readonly onEdited?: (functionName: string, failure: Failure | null) => void;
  /** The project's, whose generated/ Baton's own functions use. */
  readonly root: string;
  /** Whether functions follow their files. */
  readonly watch: boolean;
};

export type HostedFunction = Pick<ProjectFunction, 'name' | 'handlerPath' | 'timeoutSeconds' | 'memoryMb'>;

/** A host over worker threads; nothing is loaded before it is invoked. */
export function startHost(options: HostOptions): FunctionHost {
  const log = new PrintedLog(MAX_PRINTED_KEPT);
  const functions = new Map(options.functions.map((fn) => [fn.name, hosted(fn, options, log)]));
  const sources = options.watch
    ? watchSources(options.root, () => {
        for (const { pool } of functions.values()) pool.renew();
      })
    : null;
  const find = (functionName: string) => {
    const found = functions.get(functionName);
    if (found === undefined) throw new FunctionNotFoundError(options.functionArn(functionName));
    return found;
  };
  return {
    arnOf: (functionName) => find(functionName).arn,
    async invoke(functionName, payload, invokeOptions = {}) {
      return find(functionName).invoke(payload, invokeOptions);
    },
    printed: (query) => log.find(query),
    async close() {
      sources?.close();
      await Promise.all([...functions.values()].map(({ pool }) => pool.close()));
    },
  };
}

function hosted(fn: HostedFunction, options: HostOptions, log: PrintedLog) {
  const arn = options.functionArn(fn.name);
  const timeoutMs = fn.timeoutSeconds * 1000;
  const pool = new InstancePool(
    () => startInstance(fn, options, log),
    (failure) => options.onEdited?.(fn.name, failure),
  );

  function invoke(payload: string, { caller, clientContext, signal }: InvokeOptions): Promise<InvokeAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<InvokeAnswer>();
    const requestId = randomUUID();
    const settle = (outcome: Outcome, startedAt: number) => {
      signal?.removeEventListener('abort', abandon);
      resolve(answerOf(outcome, requestId, Date.now() - startedAt));
    };
    const job: Job = {
      async start(instance) {
        const startedAt = Date.now();
        const call = {
          requestId,
          payload,
          deadline: startedAt + timeoutMs,
          invokedFunctionArn: arn,
          clientContext: clientContext ?? null,
          caller: caller ?? null,
        };
        settle(await instance.run(call, timeoutMs), startedAt);
      },
      fail: (failure) => settle({ type: 'failed', failure }, Date.now()),
    };
    const abandon = () => {
      pool.withdraw(job);
      reject(signal?.reason);
    };
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abandon, { once: true });
    pool.submit(job);
    return promise;
  }

  return { arn, pool, invoke };
}

function startInstance(fn: HostedFunction, options: HostOptions, log: PrintedLog): Instance {
  return new Instance({
    handlerUrl: pathToFileURL(fn.handlerPath).href,
    handlerName: 'handler',
    generatedUrl: pathToFileURL(join(options.root, 'generated/')).href,
    memoryMb: fn.memoryMb,
    environment: { ...lambdaEnvironment(fn, new Date(), randomUUID()), ...options.environment(fn.name) },
    onPrint(text, call) {
      const printed: Printed = {
        at: Date.now(),
        functionName: fn.name,
        requestId: call?.requestId ?? '',
        caller: call?.caller ?? null,
        text,
      };
      log.add(printed);
      options.onPrint?.(printed);
    },
  });
}

function answerOf(outcome: Outcome, requestId: string, durationMs: number): InvokeAnswer {
  return outcome.type === 'returned'
    ? { payload: outcome.payload, functionError: null, requestId, durationMs }
    : { payload: JSON.stringify(outcome.failure), functionError: 'Unhandled', requestId, durationMs };
}
