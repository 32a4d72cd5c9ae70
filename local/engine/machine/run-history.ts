import { parseDefinition } from '../definition/index.ts';
import {
  type Command,
  createRun,
  type ExecutionFacts,
  type HistoryEvent,
  type Input,
  type Run,
  step,
} from './index.ts';

type InvokeTask = Extract<Command, { type: 'invokeTask' }>;
type InputBody<Body = Input> = Body extends Input ? Omit<Body, 'at' | 'seed'> : never;

/** What a task answers, some virtual time after it was invoked (at once, where nothing is said). */
export type Answer = { readonly afterMs?: number } & (
  | { readonly output: unknown }
  | { readonly outputText: string }
  | { readonly submitted: unknown }
  | { readonly error: string; readonly cause?: string }
  | { readonly heartbeat: true }
  | { readonly worker: string }
);

export type Answerer = (task: InvokeTask) => readonly Answer[];

export type Told = {
  readonly run: Run;
  readonly history: readonly HistoryEvent[];
  readonly commands: readonly Command[];
  readonly end: Extract<Command, { type: 'endExecution' }> | null;
};

export const FACTS: ExecutionFacts = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:machine:execution',
  executionName: 'execution',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine',
  stateMachineName: 'machine',
  roleArn: 'arn:aws:iam::000000000000:role/role',
  input: '{}',
};

/** When the virtual clock starts. */
export const START = Date.UTC(2026, 0, 1);
/** More than any test needs: a machine that never waits is a fault. */
const MAX_STEPS = 10_000;

type Options = {
  readonly stopAfterMs?: number;
  readonly seed?: string;
  /** What happens to the run between two steps, such as a snapshot. */
  readonly between?: (run: Run) => Run;
};

type Due = { readonly at: number; readonly input: InputBody };

/**
 * Runs a whole execution by hand, on a virtual clock: nothing but the machine is at work. For tests.
 * A timer that was cancelled is still delivered, as a slow runtime might.
 */
export function runHistory(definition: unknown, input: string, answers: Answerer, options: Options = {}): Told {
  const { seed = 'seed', between = (same: Run) => same } = options;
  const program = parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition));
  let run = createRun(program, { ...FACTS, input });
  const history: HistoryEvent[] = [];
  const commands: Command[] = [];
  const due: Due[] = [{ at: START, input: { type: 'executionStarted' } }];
  if (options.stopAfterMs !== undefined) {
    due.push({ at: START + options.stopAfterMs, input: { type: 'executionStopped', error: null, cause: null } });
  }
  for (let count = 0; due.length > 0 && count < MAX_STEPS; count++) {
    due.sort((a, b) => a.at - b.at);
    const [{ at, input: body }] = due.splice(0, 1) as [Due];
    const result = step(program, run, { ...body, at, seed: `${seed}/${count}` } as Input);
    history.push(...result.history);
    commands.push(...result.commands);
    due.push(...result.commands.flatMap((command) => consequences(command, at, answers)));
    run = between(run);
  }
  const end = commands.find((command) => command.type === 'endExecution') ?? null;
  return { run, history, commands, end };
}

function consequences(command: Command, now: number, answers: Answerer): readonly Due[] {
  switch (command.type) {
    case 'setTimer': {
      const { frame, turn, timer, at } = command;
      return [{ at, input: { type: 'timerFired', frame, turn, timer } }];
    }
    case 'proceed':
      return [{ at: now, input: { type: 'proceeded' } }];
    case 'invokeTask':
      return answers(command).map((answer) => ({ at: now + (answer.afterMs ?? 0), input: inputOf(command, answer) }));
    default:
      return [];
  }
}

function inputOf({ frame, turn }: InvokeTask, answer: Answer): InputBody {
  const waiting = { frame, turn };
  if ('output' in answer) {
    return { type: 'taskSucceeded', output: JSON.stringify(answer.output), ...waiting };
  }
  if ('outputText' in answer) {
    return { type: 'taskSucceeded', output: answer.outputText, ...waiting };
  }
  if ('submitted' in answer) {
    return { type: 'taskSubmitted', output: JSON.stringify(answer.submitted), ...waiting };
  }
  if ('error' in answer) {
    return { type: 'taskFailed', error: answer.error, cause: answer.cause ?? '', ...waiting };
  }
  return 'worker' in answer
    ? { type: 'taskStarted', workerName: answer.worker, ...waiting }
    : { type: 'taskHeartbeat', ...waiting };
}
