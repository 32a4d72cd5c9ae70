import { expect, test } from 'vitest';
import { parseDefinition } from '../definition/index.ts';
import { createRun, holdsTaskToken, readTaskToken, step } from './index.ts';
import { FACTS, START } from './run-history.ts';

const definition = JSON.stringify({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
      End: true,
    },
  },
});

function waitingRun(seed: string) {
  const program = parseDefinition(definition);
  const run = createRun(program, FACTS);
  const { commands } = step(program, run, { type: 'executionStarted', at: START, seed });
  const invoke = commands.find((command) => command.type === 'invokeTask');
  return { run, token: invoke?.taskToken ?? '', text: invoke?.arguments };
}

test('task token - names the wait, and is the one that expressions see', () => {
  const { run, token, text } = waitingRun('s');
  expect(readTaskToken(token)).toEqual({ executionArn: FACTS.executionArn, frame: 0, turn: 1 });
  expect(text).toBe(JSON.stringify({ QueueUrl: 'q', MessageBody: token }));
  expect(holdsTaskToken(run, token)).toBe(true);
});

test('task token - of another seed is none of the run', () => {
  const { run } = waitingRun('s');
  expect(holdsTaskToken(run, waitingRun('t').token)).toBe(false);
});

test.each(['', 'no token', btoa('[]'), btoa('["arn",1]'), btoa('{}')])('task token - %j was never one', (token) => {
  expect(readTaskToken(token)).toBeNull();
});
