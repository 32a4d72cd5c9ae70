/**
 * Owns one visit to one state outside of any execution: entered once, answered once, watched on the way. Does not own
 * what stands in for its task, nor what of the visit is shown: that is the tester's.
 */
import type { DataFlow, Program, State } from '../definition/index.ts';
import { describe } from './advance.ts';
import { createRun } from './create-run.ts';
import { Data } from './data.ts';
import { dataLimitError, type Failure, isFatal, isNamedBy, toStateError } from './failure.ts';
import { exceedsDataLimit } from './limits.ts';
import type { Command, ExecutionFacts, JsonText } from './protocol.ts';
import { delayMs, findCatcher, passCaught, retriersOf } from './recover.ts';
import type { Frame, MapItems } from './run.ts';
import { type Passage, runStages, type ShownStage, STAGES } from './stages.ts';
import { enterStages, type MapPlan, type Progress, resultPassage } from './state-behaviour.ts';
import { behaviourOf } from './states/index.ts';
import { StepContext, UNCUT } from './step-context.ts';

/** How the state was left. */
export type Departure =
  | { readonly type: 'succeeded'; readonly output: JsonText; readonly next: string | null }
  | { readonly type: 'retriable'; readonly failure: Failure; readonly retryIndex: number; readonly delayMs: number }
  | ({ readonly type: 'caught'; readonly output: JsonText; readonly next: string } & Caught)
  | { readonly type: 'failed'; readonly failure: Failure; readonly retryIndex: number | null };

type Caught = { readonly failure: Failure; readonly catchIndex: number; readonly retryIndex: number | null };

/** What the state has come to by being entered; a Departure where that was all. */
export type Arrival =
  | Departure
  | { readonly type: 'asksTask'; readonly command: Extract<Command, { type: 'invokeTask' }> }
  | { readonly type: 'waits'; readonly until: number }
  /** A Parallel or Map that would start frames or children; with the plan of a Map. */
  | { readonly type: 'forks'; readonly plan: MapPlan | null };

export type Visit = {
  /** What the execution around the state would be. */
  readonly facts: ExecutionFacts;
  readonly variables: Readonly<Record<string, JsonText>>;
  /** How often the retrier that its failure meets has acted. */
  readonly retryCount: number;
  /** A Map's items, where they are read from elsewhere. */
  readonly readItems: MapItems | null;
  readonly at: number;
  readonly seed: string;
};

/** The program's first state, as TestState visits it. */
export class LoneState {
  /** What each stage has made of the data so far. */
  readonly stages = new Map<ShownStage, JsonText>();
  readonly state: State;
  readonly #step: StepContext;
  readonly #frame: Frame;
  readonly #visit: Visit;

  constructor(program: Program, visit: Visit) {
    const run = createRun(program, visit.facts);
    run.startedAt = visit.at;
    this.#frame = run.frames[0] as Frame;
    this.#visit = visit;
    this.#step = new StepContext(program, run, { type: 'executionStarted', at: visit.at, seed: visit.seed });
    this.#step.onStage = (stage, data) => this.stages.set(stage, data.text);
    this.state = this.#step.stateOf(this.#frame);
  }

  /** The variables as the state has left them. */
  get variables(): Readonly<Record<string, JsonText>> {
    return this.#frame.variables;
  }

  enter(): Arrival {
    const { entered } = behaviourOf(this.state.type);
    const { at, facts, variables, retryCount } = this.#visit;
    const { input, roleArn } = facts;
    const step = this.#step;
    const frame = this.#frame;
    step.record(frame, 'ExecutionStarted', { input, inputDetails: UNCUT, roleArn });
    frame.enteredAt = at;
    frame.variables = { ...variables };
    frame.retries = retriersOf(this.state).length === 0 ? [] : [retryCount];
    frame.enteredEvent = step.record(frame, entered, { input, inputDetails: UNCUT, name: frame.state });
    return this.#attempt(() => this.#start());
  }

  /** A Map's children are not started here, so that it is asked what it would do. */
  #start(): Arrival {
    const { state } = this;
    const { plan, start } = behaviourOf(state.type);
    return plan === undefined
      ? this.#settle(start(this.#step, this.#frame, state))
      : { type: 'forks', plan: plan(this.#step, this.#frame, state, this.#visit.readItems) };
  }

  /** The time that the state waited for has come. */
  awake(): Departure {
    return this.#attempt(() => this.#leave(enterStages(this.#step, this.#frame, this.state)));
  }

  succeed(output: JsonText): Departure {
    return this.#attempt(() => {
      const result = Data.ofText(output);
      this.stages.set('Result', output);
      return this.#leave(resultPassage(this.#step, this.#frame, result));
    });
  }

  fail(failure: Failure): Departure {
    if (isFatal(failure)) {
      return { type: 'failed', failure, retryIndex: null };
    }
    const retriers = retriersOf(this.state);
    const found = retriers.findIndex(({ errorEquals }) => isNamedBy(failure, errorEquals));
    const [retrier, retryIndex] = [retriers[found], found === -1 ? null : found];
    const { retryCount } = this.#visit;
    if (retrier !== undefined && retryCount < retrier.maxAttempts) {
      const delay = delayMs(retrier, retryCount, this.#step.random);
      return { type: 'retriable', failure, retryIndex: found, delayMs: delay };
    }
    return this.#recover(failure, retryIndex);
  }

  #settle(progress: Progress): Arrival {
    const { state, stages } = this;
    switch (progress.type) {
      case 'failed':
        return this.fail(progress.failure);
      case 'joining':
        return { type: 'forks', plan: null };
      case 'waiting':
        return this.#waiting();
      case 'completed':
        if ('result' in state && state.result !== undefined) {
          stages.set('Result', progress.passage.data.text);
        }
        return this.#leave(progress.passage, progress);
    }
  }

  #waiting(): Arrival {
    const command = this.#step.commands.find(({ type }) => type === 'invokeTask');
    if (command?.type === 'invokeTask') {
      return { type: 'asksTask', command };
    }
    const { wait } = this.#frame;
    return { type: 'waits', until: wait?.type === 'wait' ? wait.at : this.#step.at };
  }

  #leave(passage: Passage, way: { readonly flow?: DataFlow; readonly next?: string | null } = {}): Departure {
    const { flow = this.state.flow, next = this.state.next } = way;
    runStages(STAGES[this.state.type], 'exit', flow, passage);
    return { type: 'succeeded', output: this.#take(passage), next };
  }

  #recover(failure: Failure, retryIndex: number | null): Departure {
    const { state } = this;
    const catcher = findCatcher(state, failure);
    if (catcher === undefined || !('catch' in state)) {
      return { type: 'failed', failure, retryIndex };
    }
    // What happens here is not looked at by any catcher again.
    const caught = this.#guard(() => this.#take(passCaught(this.#step, this.#frame, catcher, failure)));
    return typeof caught === 'string'
      ? {
          ...{ type: 'caught', failure, retryIndex, catchIndex: state.catch.indexOf(catcher) },
          ...{ output: caught, next: catcher.next },
        }
      : { type: 'failed', failure: caught, retryIndex };
  }

  /** The output, once the variables are set. */
  #take({ data, assigned }: Passage): JsonText {
    if ([data.text, ...Object.values(assigned ?? {})].some(exceedsDataLimit)) {
      throw dataLimitError(this.#frame.state);
    }
    Object.assign(this.#frame.variables, assigned);
    return data.text;
  }

  /** What fails in it is the state's failure. */
  #attempt<Result extends Arrival>(run: () => Result): Result | Departure {
    const result = this.#guard(run);
    return 'type' in result ? result : this.fail(result);
  }

  #guard<Result>(run: () => Result): Result | Failure {
    try {
      return run();
    } catch (error) {
      return describe(this.#step, this.#frame, toStateError(error));
    }
  }
}
