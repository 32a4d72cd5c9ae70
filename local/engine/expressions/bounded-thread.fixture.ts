// Evaluates the expressions that it is sent, in a thread whose heap its parent bounds.
import { parentPort } from 'node:worker_threads';
import type { Evaluated, Question } from './bounded-evaluation.fixture.ts';
import {
  compileJsonataTemplate,
  compilePath,
  compileTemplate,
  ExpressionError,
  ExpressionSyntaxError,
  evaluateJsonataTemplate,
  evaluatePath,
  evaluateTemplate,
  type Json,
} from './index.ts';

parentPort?.on('message', (question: Question) => {
  const before = process.threadCpuUsage();
  const outcome = outcomeOf(question);
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage({ outcome, cpuMs: (user + system) / 1000 } satisfies Evaluated);
});

function outcomeOf(question: Question): string {
  try {
    return `value ${JSON.stringify(answer(question))?.slice(0, 40)}`;
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.errorName}: ${error.cause}`;
    return error instanceof ExpressionSyntaxError ? `refused: ${error.message}` : `crashed: ${(error as Error).stack}`;
  }
}

function answer({ language, text, input }: Question): Json {
  const random = () => 0.5;
  const context = { Execution: { Id: 'e', Input: input } };
  const variables = { v: 1, list: [input, input] };
  switch (language) {
    case 'jsonata':
      return evaluateJsonataTemplate(
        compileJsonataTemplate(`{%${text}%}`),
        { states: { input, context }, variables, random, at: 0 },
        'Output',
      );
    case 'path':
      return evaluatePath(compilePath(text), { input, context, variables });
    case 'intrinsic':
      return evaluateTemplate(compileTemplate({ 'x.$': text }), { input, context, variables, random });
  }
}
