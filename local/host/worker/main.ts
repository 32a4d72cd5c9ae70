import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Failure } from '../failure.ts';
import {
  handlerNotFoundFailure,
  importFailure,
  notJsonFailure,
  responseTooLargeFailure,
  thrownFailure,
  unhandledRejectionFailure,
} from '../failure.ts';
import { MAX_RESPONSE_BYTES } from '../limits.ts';
import { lambdaContext } from './lambda-context.ts';
import type { Call, InstanceSetup, Report } from './protocol.ts';
import { useGenerated } from './use-generated.ts';

/**
 * A warm instance, seen from inside its thread: loads the handler, calls it, answers as Lambda's runtime does.
 *
 * I1. Whatever is printed reaches the host before the answer that follows it: both take the same port.
 */
type Handler = (event: unknown, context: unknown) => unknown;

const EXIT_UNHANDLED_REJECTION = 128;
const setup = workerData as InstanceSetup;
const report = (message: Report) => parentPort?.postMessage(message);

forwardOutput(process.stdout);
forwardOutput(process.stderr);
process.on('unhandledRejection', (reason) => {
  report({ type: 'crashed', failure: unhandledRejectionFailure(reason) });
  process.exit(EXIT_UNHANDLED_REJECTION);
});

// Compiled once, the same modules load in every further instance in a third of the time, after a restart too.
enableCompileCache();
useGenerated(setup.generatedUrl);
const loaded = await load(setup);
flushCompileCache();
if (typeof loaded === 'function') {
  parentPort?.on('message', (call: Call) => void answer(loaded, call).then(report));
  report({ type: 'loaded' });
} else {
  report({ type: 'notLoaded', failure: loaded });
}

async function load({ handlerUrl, handlerName }: InstanceSetup): Promise<Handler | Failure> {
  try {
    const exported = (await import(handlerUrl))[handlerName];
    return typeof exported === 'function' ? exported : handlerNotFoundFailure(`handler.${handlerName}`, exported);
  } catch (error) {
    return importFailure(error);
  }
}

async function answer(handler: Handler, call: Call): Promise<Report> {
  try {
    return returned(await handler(JSON.parse(call.payload), lambdaContext(call, process.env)));
  } catch (error) {
    return { type: 'failed', failure: thrownFailure(error) };
  }
}

function returned(value: unknown): Report {
  const payload = stringify(value);
  if (payload === null) return { type: 'failed', failure: notJsonFailure() };
  return Buffer.byteLength(payload) > MAX_RESPONSE_BYTES
    ? { type: 'failed', failure: responseTooLargeFailure() }
    : { type: 'returned', payload };
}

/** Nothing returned is null; what JSON cannot say (a cycle, a bigint) is an error. */
function stringify(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return null;
  }
}

function forwardOutput(stream: NodeJS.WriteStream): void {
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    report({ type: 'printed', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
    const written = rest.at(-1);
    if (typeof written === 'function') written();
    return true;
  };
}
