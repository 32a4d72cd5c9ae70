import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { executionStates } from './execution-states.ts';

/** One row an event: type, previous id, and what its details hold. Ids count from 1, an event takes a second. */
type Row = readonly [type: string, previous: number, about?: Record<string, unknown>];

function statesOf(rows: readonly Row[], isRunning = false) {
  const history = rows.map(([type, previousEventId, about], at) => {
    return { id: at + 1, type, previousEventId, timestamp: new Date(at * 1_000), ...about } as HistoryEvent;
  });
  return executionStates(history, isRunning).map(({ name, depth, retries, outcome, error, enteredAt, exitedAt }) => ({
    name,
    depth,
    retries,
    outcome,
    error: error?.name ?? null,
    seconds: exitedAt === null ? null : (exitedAt.getTime() - enteredAt.getTime()) / 1_000,
  }));
}

const entered = (name: string) => ({ stateEnteredEventDetails: { name, input: '{}' } });
const exited = (name: string) => ({ stateExitedEventDetails: { name, output: '{}' } });
const failed = (error: string) => ({ lambdaFunctionFailedEventDetails: { error, cause: 'why' } });

test('execution states - a retried task counts its retries', () => {
  expect(
    statesOf([
      ['ExecutionStarted', 0],
      ['TaskStateEntered', 0, entered('Reserve')],
      ['LambdaFunctionScheduled', 2],
      ['LambdaFunctionFailed', 3, failed('Busy')],
      ['LambdaFunctionScheduled', 4],
      ['LambdaFunctionSucceeded', 5],
      ['TaskStateExited', 6, exited('Reserve')],
    ]),
  ).toEqual([{ name: 'Reserve', depth: 0, retries: 1, outcome: 'succeeded', error: 'Busy', seconds: 5 }]);
});

test('execution states - a caught error and the state that failed are told apart', () => {
  expect(
    statesOf([
      ['ExecutionStarted', 0],
      ['TaskStateEntered', 0, entered('Charge')],
      ['LambdaFunctionScheduled', 2],
      ['LambdaFunctionFailed', 3, failed('Declined')],
      ['TaskStateExited', 4, exited('Charge')],
      ['FailStateEntered', 5, entered('Refused')],
      ['ExecutionFailed', 6, { executionFailedEventDetails: { error: 'Order.Refused', cause: 'why' } }],
    ]),
  ).toEqual([
    { name: 'Charge', depth: 0, retries: 0, outcome: 'caught', error: 'Declined', seconds: 3 },
    { name: 'Refused', depth: 0, retries: 0, outcome: 'failed', error: 'Order.Refused', seconds: null },
  ]);
});

test('execution states - branches lie inside of their Parallel, and what follows does not', () => {
  expect(
    statesOf([
      ['ExecutionStarted', 0],
      ['ParallelStateEntered', 0, entered('Both')],
      ['ParallelStateStarted', 2],
      ['PassStateEntered', 3, entered('A')],
      ['PassStateEntered', 3, entered('B')],
      ['PassStateExited', 5, exited('B')],
      ['PassStateExited', 4, exited('A')],
      ['ParallelStateSucceeded', 7],
      ['ParallelStateExited', 8, exited('Both')],
      ['PassStateEntered', 9, entered('After')],
      ['PassStateExited', 10, exited('After')],
    ]).map(({ name, depth, outcome, seconds }) => [name, depth, outcome, seconds]),
  ).toEqual([
    ['Both', 0, 'succeeded', 7],
    ['A', 1, 'succeeded', 3],
    ['B', 1, 'succeeded', 1],
    ['After', 0, 'succeeded', 1],
  ]);
});

test('execution states - a branch that fails is told from the one that it stopped, and from what caught it', () => {
  expect(
    statesOf(
      [
        ['ExecutionStarted', 0],
        ['ParallelStateEntered', 0, entered('Both')],
        ['ParallelStateStarted', 2],
        ['TaskStateEntered', 3, entered('A')],
        ['TaskStateEntered', 3, entered('B')],
        ['LambdaFunctionScheduled', 4],
        ['LambdaFunctionFailed', 6, failed('Declined')],
        ['ParallelStateFailed', 7],
        ['ParallelStateExited', 8, exited('Both')],
        ['WaitStateEntered', 9, entered('Later')],
      ],
      true,
    ).map(({ name, depth, outcome, error }) => [name, depth, outcome, error]),
  ).toEqual([
    ['Both', 0, 'caught', null],
    ['A', 1, 'failed', 'Declined'],
    ['B', 1, 'stopped', null],
    ['Later', 0, 'running', null],
  ]);
});

test('execution states - iterations of the same name are states of their own', () => {
  expect(
    statesOf(
      [
        ['ExecutionStarted', 0],
        ['MapStateEntered', 0, entered('Each')],
        ['MapStateStarted', 2],
        ['MapIterationStarted', 3],
        ['MapIterationStarted', 3],
        ['PassStateEntered', 4, entered('Step')],
        ['PassStateEntered', 5, entered('Step')],
        ['PassStateExited', 6, exited('Step')],
      ],
      true,
    ).map(({ name, depth, outcome, seconds }) => [name, depth, outcome, seconds]),
  ).toEqual([
    ['Each', 0, 'running', null],
    ['Step', 1, 'succeeded', 2],
    ['Step', 1, 'running', null],
  ]);
});
