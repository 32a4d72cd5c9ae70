import type { ChildProcessor, Program, State } from '../definition/index.ts';
import { Data } from './data.ts';
import { ForeignProgramError, HistoryLimitError } from './errors.ts';
import { EVENT_KINDS, type EventKind, type EventType, type Follows } from './event-kinds.ts';
import { MAX_HISTORY_EVENTS, MAX_MOVES_PER_STEP } from './limits.ts';
import type { Command, FrameId, HistoryEvent, Input } from './protocol.ts';
import { randomFrom } from './random.ts';
import type { Frame, Run } from './run.ts';
import type { ShownStage } from './stages.ts';

type Details = Readonly<Record<string, unknown>>;

/** One step under way: what it changes and what it gathers. */
export class StepContext {
  readonly program: Program;
  readonly run: Run;
  readonly at: number;
  readonly executionInput: Data;
  /** What of the program this execution runs: the whole, or as a child execution the processor of a Distributed Map. */
  readonly workflow: Program | ChildProcessor;
  readonly commands: Command[] = [];
  readonly history: HistoryEvent[] = [];
  /** What a failure under way has ended so far (halted-frames.ts). */
  readonly falling = new Map<FrameId, Frame>();
  /** Told what each stage has made of a state's data. */
  onStage: ((stage: ShownStage, data: Data) => void) | null = null;
  readonly #seed: string;
  /** What was parsed or built in this step, so that the next state need not read its input's text again. */
  readonly #inputs = new Map<FrameId, Data>();
  #random: (() => number) | undefined;
  #moves = MAX_MOVES_PER_STEP;

  constructor(program: Program, run: Run, { at, seed }: Input) {
    this.program = program;
    this.run = run;
    this.at = at;
    this.#seed = seed;
    this.executionInput = Data.ofText(run.facts.input);
    this.workflow = program.scopes[run.frames[0]?.scope ?? 0]?.child ?? program;
  }

  /** A sequence of its own, of which the step's other numbers tell nothing. */
  randomFor(purpose: string): () => number {
    return randomFrom(`${purpose}/${this.#seed}`);
  }

  /** In [0, 1); one sequence for the whole step. */
  readonly random = (): number => {
    this.#random ??= randomFrom(this.#seed);
    return this.#random();
  };

  /** Whether the step has room for one more state or frame. */
  move(): boolean {
    return this.#moves-- > 0;
  }

  inputOf(frame: Frame): Data {
    const known = this.#inputs.get(frame.id);
    if (known?.text === frame.input) {
      return known;
    }
    return this.setInput(frame, Data.ofText(frame.input));
  }

  setInput(frame: Frame, input: Data): Data {
    frame.input = input.text;
    this.#inputs.set(frame.id, input);
    return input;
  }

  stateOf(frame: Frame): State {
    const state = this.program.scopes[frame.scope]?.states.get(frame.state);
    if (state === undefined) {
      throw new ForeignProgramError(`the program has no state '${frame.state}' in its scope ${frame.scope}`);
    }
    return state;
  }

  /** Tells an event of the frame, and moves the frame's cursor as the event's kind says. */
  record(frame: Frame, type: EventType, details: Details | null, follows?: Follows): number {
    const { member, advances, follows: usual }: EventKind = EVENT_KINDS[type];
    // The last place is for the event that ends the execution.
    if (this.run.lastEvent >= this.#historyLimit() - 1 && !type.startsWith('Execution')) {
      throw new HistoryLimitError();
    }
    const id = this.run.lastEvent + 1;
    this.run.lastEvent = id;
    this.history.push({
      id,
      previousEventId: previousEvent(frame, follows ?? usual, id),
      type,
      timestamp: this.at,
      details: member === null ? null : { member, value: details ?? {} },
    });
    if (advances) {
      frame.cursor = id;
    }
    return id;
  }

  #historyLimit(): number {
    return this.workflow.workflowType === 'EXPRESS' ? Number.POSITIVE_INFINITY : MAX_HISTORY_EVENTS;
  }
}

function previousEvent(frame: Frame, follows: Follows, id: number): number {
  switch (follows) {
    case 'last':
      return frame.cursor;
    case 'lastButEntry':
      return frame.cursor === frame.enteredEvent ? frame.enteredFrom : frame.cursor;
    case 'preceding':
      return id - 1;
    case 'nothing':
      return 0;
  }
}

/** The `…Details` member beside a text: nothing is ever cut here. */
export const UNCUT = { truncated: false } as const;
