import type { DataFlow, State } from '../definition/index.ts';
import type { Data } from './data.ts';
import { Evaluation } from './evaluation.ts';
import type { EventType } from './event-kinds.ts';
import type { Failure } from './failure.ts';
import type { MapRunSettings } from './protocol.ts';
import type { Frame, MapItems } from './run.ts';
import { type Passage, runStages, STAGES } from './stages.ts';
import type { StepContext } from './step-context.ts';

/** What became of a state when it was started. */
export type Progress =
  | {
      readonly type: 'completed';
      readonly passage: Passage;
      /** Where they are not the state's own: the fields of the exit stages, and the next state. */
      readonly flow?: DataFlow;
      readonly next?: string | null;
    }
  | { readonly type: 'waiting' }
  /** The frame has a join or a map run: its children are to be started. */
  | { readonly type: 'joining' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** The anatomy of each file in states/. `start` may throw a StateError or ExpressionError: the state fails with it. */
export type StateBehaviour<Kind extends State> = {
  readonly entered: EventType;
  readonly exited: EventType | null;
  /** Told when the state ends by somebody else's failure. */
  readonly aborted: EventType | null;
  /** Told when the state fails for good, before it is caught. */
  readonly failed: EventType | null;
  /** Told when all children of the state have their results. */
  readonly joined: EventType | null;
  /** Begins what the state does, or begins it again when it is retried. */
  start(step: StepContext, frame: Frame, state: Kind): Progress;
  /** What a Map would go through, without beginning it. `read` are the items, where they are read from elsewhere. */
  plan?(step: StepContext, frame: Frame, state: Kind, read: MapItems | null): MapPlan;
};

export type MapPlan = { readonly items: MapItems; readonly settings: MapRunSettings };

/** The passage of a state's input through its entry stages. */
export function enterStages(step: StepContext, frame: Frame, state: State, evaluation?: Evaluation): Passage {
  const input = step.inputOf(frame);
  const passage: Passage = {
    evaluation: evaluation ?? new Evaluation(step, frame),
    input,
    effectiveInput: input,
    data: input,
    assigned: null,
  };
  runStages(STAGES[state.type], 'entry', state.flow, passage);
  return passage;
}

/** The passage of a result that came later, about to go through the exit stages. */
export function resultPassage(step: StepContext, frame: Frame, result: Data): Passage {
  const input = step.inputOf(frame);
  return {
    evaluation: new Evaluation(step, frame, { result }),
    input,
    effectiveInput: input,
    data: result,
    assigned: null,
  };
}
