import type { DataFlow, JsonataFlow, PathFlow, StateType } from '../definition/index.ts';
import { evaluateJsonataTemplate, evaluatePath, evaluateTemplate, type Path, setAtPath } from '../expressions/index.ts';
import { Data } from './data.ts';
import { type Evaluation, memberTexts } from './evaluation.ts';
import type { JsonText } from './protocol.ts';

/** Data on its way through a state. */
export type Passage = {
  readonly evaluation: Evaluation;
  /** The state's input, as it was entered with. */
  readonly input: Data;
  /** The input as InputPath leaves it: what the paths of a state's other fields start from. */
  effectiveInput: Data;
  /** What the stages so far have made of it. */
  data: Data;
  /** What Assign gives, to be set once every stage has passed. */
  assigned: { readonly [name: string]: JsonText } | null;
};

export type StageName =
  | 'InputPath'
  | 'Parameters'
  | 'ResultSelector'
  | 'ResultPath'
  | 'OutputPath'
  | 'Arguments'
  | 'Output'
  | 'Assign';

/** What can be watched: the stages, and what the state itself does between them. */
export type ShownStage = StageName | 'Result' | 'ItemsPath' | 'ItemSelector' | 'ItemBatcher';

type PathStage = (flow: PathFlow, passage: Passage) => void;
type JsonataStage = (flow: JsonataFlow, passage: Passage) => void;

const NOTHING = Data.ofText('{}');

const PATH_STAGES = {
  InputPath: (flow, passage) => {
    passage.data = select(flow.inputPath, passage);
    passage.effectiveInput = passage.data;
  },
  Parameters: (flow, passage) => {
    if (flow.parameters !== undefined) {
      passage.data = Data.ofValue(evaluateTemplate(flow.parameters, passage.evaluation.pathScope(passage.data)));
    }
  },
  ResultSelector: (flow, passage) => {
    if (flow.resultSelector !== undefined) {
      passage.data = Data.ofValue(evaluateTemplate(flow.resultSelector, passage.evaluation.pathScope(passage.data)));
    }
  },
  ResultPath: ({ resultPath }, passage) => {
    if (resultPath === null) {
      passage.data = passage.input;
    } else if (resultPath !== undefined && resultPath.text !== '$') {
      passage.data = Data.ofValue(setAtPath(passage.input.value, resultPath, passage.data.value));
    }
  },
  OutputPath: (flow, passage) => {
    passage.data = select(flow.outputPath, passage);
  },
  Assign: (flow, passage) => {
    if (flow.assign !== undefined) {
      passage.assigned = memberTexts(evaluateTemplate(flow.assign, passage.evaluation.pathScope(passage.data)));
    }
  },
} as const satisfies { readonly [name in StageName]?: PathStage };

const JSONATA_STAGES = {
  Arguments: (flow, passage) => {
    if (flow.arguments !== undefined) {
      const scope = passage.evaluation.jsonataScope(passage.input);
      passage.data = Data.ofValue(evaluateJsonataTemplate(flow.arguments, scope, 'Arguments'));
    }
  },
  Assign: (flow, passage) => {
    if (flow.assign !== undefined) {
      const scope = passage.evaluation.jsonataScope(passage.input);
      passage.assigned = memberTexts(evaluateJsonataTemplate(flow.assign, scope, 'Assign'));
    }
  },
  Output: (flow, passage) => {
    if (flow.output !== undefined) {
      const scope = passage.evaluation.jsonataScope(passage.input);
      passage.data = Data.ofValue(evaluateJsonataTemplate(flow.output, scope, 'Output'));
    }
  },
} as const satisfies { readonly [name in StageName]?: JsonataStage };

/** Paths that keep all of it leave the text alone. */
function select(path: Path | null | undefined, { evaluation, data }: Passage): Data {
  if (path === undefined || path?.text === '$') {
    return data;
  }
  return path === null ? NOTHING : Data.ofValue(evaluatePath(path, evaluation.pathScope(data)));
}

type PathStageName = keyof typeof PATH_STAGES;
type JsonataStageName = keyof typeof JSONATA_STAGES;

type Stages = {
  readonly JSONPath: { readonly entry: readonly PathStageName[]; readonly exit: readonly PathStageName[] };
  readonly JSONata: { readonly entry: readonly JsonataStageName[]; readonly exit: readonly JsonataStageName[] };
};

const working: Stages = {
  JSONPath: {
    entry: ['InputPath', 'Parameters'],
    exit: ['ResultSelector', 'Assign', 'ResultPath', 'OutputPath'],
  },
  JSONata: { entry: ['Arguments'], exit: ['Assign', 'Output'] },
};
const routing: Stages = {
  JSONPath: { entry: ['InputPath'], exit: ['Assign', 'OutputPath'] },
  JSONata: { entry: [], exit: ['Assign', 'Output'] },
};

/** The stages that data goes through, before and after what the state does. https://states-language.net/#processing */
export const STAGES = {
  Pass: {
    JSONPath: { entry: ['InputPath', 'Parameters'], exit: ['Assign', 'ResultPath', 'OutputPath'] },
    JSONata: { entry: [], exit: ['Assign', 'Output'] },
  },
  Task: working,
  Parallel: working,
  Map: {
    JSONPath: { entry: ['InputPath'], exit: working.JSONPath.exit },
    JSONata: { entry: [], exit: working.JSONata.exit },
  },
  Choice: routing,
  Wait: routing,
  Succeed: routing,
  Fail: { JSONPath: { entry: [], exit: [] }, JSONata: { entry: [], exit: [] } },
} as const satisfies Record<StateType, Stages>;

/** A caught error's way into the next state's input. */
export const CATCH_STAGES: Stages = {
  JSONPath: { entry: [], exit: ['Assign', 'ResultPath'] },
  JSONata: { entry: [], exit: ['Assign', 'Output'] },
};

export function runStages(stages: Stages, part: 'entry' | 'exit', flow: DataFlow, passage: Passage): void {
  if (flow.language === 'JSONPath') {
    for (const name of stages.JSONPath[part]) {
      PATH_STAGES[name](flow, passage);
      passage.evaluation.tellStage(name, passage.data);
    }
  } else {
    for (const name of stages.JSONata[part]) {
      JSONATA_STAGES[name](flow, passage);
      passage.evaluation.tellStage(name, passage.data);
    }
  }
}
