import { type DefinitionOptions, type Program, parseDefinition } from '../definition/index.ts';
import {
  type ChildEnding,
  type Command,
  createRun,
  type ExecutionFacts,
  type HistoryEvent,
  type Input,
  type Run,
  step,
} from './index.ts';

type InvokeTask = Extract<Command, { type: 'invokeTask' }>;
type EndExecution = Extract<Command, { type: 'endExecution' }>;
type StartChild = Extract<Command, { type: 'startChild' }>;
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
  readonly end: EndExecution | null;
  /** The executions that its map runs started, in that order. */
  readonly children: readonly Told[];
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
const MAX_STEPS = 100_000;

type Options = DefinitionOptions & {
  readonly stopAfterMs?: number;
  /** When it is redriven, once it has ended. */
  readonly redriveAfterMs?: readonly number[];
  readonly seed?: string;
  /** What happens to the run between two steps, such as a snapshot. */
  readonly between?: (run: Run) => Run;
};

/** An execution under way, and who is told of its end. */
type Played = {
  run: Run;
  readonly history: HistoryEvent[];
  readonly commands: Command[];
  readonly children: Played[];
  /** Who is told of its end: what a map run has asked for. */
  asked: { readonly by: Played; readonly with: StartChild } | null;
};

type Due = { readonly at: number; readonly of: Played; readonly input: InputBody };

/**
 * Runs a whole execution by hand, its children too, on a virtual clock: nothing but the machine is at work. For tests.
 * A timer that was cancelled is still delivered, as a slow runtime might.
 */
export function runHistory(definition: unknown, input: string, answers: Answerer, options: Options = {}): Told {
  const { seed = 'seed', between = (same: Run) => same } = options;
  const program = parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition), options);
  const root = played(program, { ...FACTS, input });
  const due: Due[] = [{ at: START, of: root, input: { type: 'executionStarted' } }];
  if (options.stopAfterMs !== undefined) {
    const stopped = { type: 'executionStopped', error: null, cause: null } as const;
    due.push({ at: START + options.stopAfterMs, of: root, input: stopped });
  }
  for (const afterMs of options.redriveAfterMs ?? []) {
    due.push({ at: START + afterMs, of: root, input: { type: 'executionRedriven' } });
  }
  for (let count = 0; count < due.length && count < MAX_STEPS; count++) {
    const { at, of, input: body } = due[count] as Due;
    const result = step(program, of.run, { ...body, at, seed: `${seed}/${count}` } as Input);
    of.history.push(...result.history);
    of.commands.push(...result.commands);
    for (const next of result.commands.flatMap((command) => consequences(command, of, { now: at, answers, program }))) {
      due.splice(due.findLastIndex((earlier) => earlier.at <= next.at) + 1, 0, next);
    }
    of.run = between(of.run);
  }
  return told(root);
}

function played(program: Program, facts: ExecutionFacts): Played {
  return { run: createRun(program, facts), history: [], commands: [], children: [], asked: null };
}

function told({ run, history, commands, children }: Played): Told {
  const end = commands.findLast((command) => command.type === 'endExecution') ?? null;
  return { run, history, commands, end, children: children.map(told) };
}

type World = { readonly now: number; readonly answers: Answerer; readonly program: Program };

function consequences(command: Command, of: Played, world: World): readonly Due[] {
  const { now, answers, program } = world;
  switch (command.type) {
    case 'setTimer': {
      const { frame, turn, timer, at } = command;
      return [{ at, of, input: { type: 'timerFired', frame, turn, timer } }];
    }
    case 'proceed':
      return [{ at: now, of, input: { type: 'proceeded' } }];
    case 'invokeTask':
      return answers(command).map((answer) => ({
        at: now + (answer.afterMs ?? 0),
        of,
        input: inputOf(command, answer),
      }));
    case 'startChild': {
      const { facts } = command.child;
      const existing = of.children.find(({ run }) => run.facts.executionArn === facts.executionArn);
      const child = existing ?? played(program, facts);
      if (existing === undefined) of.children.push(child);
      child.asked = { by: of, with: command };
      return [
        { at: now, of: child, input: { type: existing === undefined ? 'executionStarted' : 'executionRedriven' } },
      ];
    }
    case 'endMapRun': {
      const open = of.children.filter(({ asked }) => asked?.with.mapRunArn === command.mapRunArn);
      return open.map((child) => ({
        ...{ at: now, of: child },
        input: { type: 'executionStopped', error: null, cause: null },
      }));
    }
    case 'endExecution': {
      const { asked, run } = of;
      return asked === null ? [] : [{ at: now, of: asked.by, input: childEnded(asked.with, run.startedAt, command) }];
    }
    default:
      return [];
  }
}

function childEnded({ child, frame, turn }: StartChild, startedAt: number, end: EndExecution): InputBody {
  const ending: ChildEnding =
    end.status === 'SUCCEEDED'
      ? { status: end.status, output: end.output ?? '' }
      : { status: end.status, error: end.error, cause: end.cause };
  return { type: 'childEnded', slot: child.slot, startedAt, ...ending, frame, turn };
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
