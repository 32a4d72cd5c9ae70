// Evaluates the expressions that it is sent, in a thread whose heap its parent bounds.
import { parentPort } from 'node:worker_threads';
import { ExpressionError } from '../errors.ts';
import { compileJsonata, evaluateJsonata } from './index.ts';

const SCOPE = { states: { input: {}, context: {} }, variables: {}, random: () => 0.5, at: 0 };

/** What came of it, and the processor time that it took: what else the machine does is not counted. */
export type Evaluated = { readonly outcome: string; readonly cpuMs: number };

parentPort?.on('message', (text: string) => {
  const before = process.threadCpuUsage();
  const outcome = outcomeOf(text);
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage({ outcome, cpuMs: (user + system) / 1000 } satisfies Evaluated);
});

function outcomeOf(text: string): string {
  try {
    return `value ${JSON.stringify(evaluateJsonata(compileJsonata(text), SCOPE, 'Output')).slice(0, 40)}`;
  } catch (error) {
    return error instanceof ExpressionError ? `${error.errorName}: ${error.cause}` : `crashed: ${error}`;
  }
}
