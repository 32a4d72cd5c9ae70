import type { Json, JsonataExpression, JsonataTemplate, Path, Query, Template } from '../expressions/index.ts';
import type { TaskResource } from '../machine/protocol.ts';
import type { Condition } from './choice-rule.ts';

export type WorkflowType = 'STANDARD' | 'EXPRESS';

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A definition with everything in it compiled once. Immutable and shared by all its runs. */
export type Program = {
  readonly comment: string | null;
  /** Of an Express workflow never more than what Express allows. */
  readonly timeoutSeconds: number | null;
  readonly workflowType: WorkflowType;
  /** The state machine itself is 0; each branch of a Parallel and each processor of a Map follows. */
  readonly scopes: readonly Scope[];
};

export type Scope = {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  /** Null where the scope runs inside the execution around it; else it is what a child execution runs. */
  readonly child: ChildProcessor | null;
};

/** The processor of a Distributed Map. */
export type ChildProcessor = {
  /** Null where the definition gives none; it then gets a made up one. */
  readonly label: string | null;
  readonly timeoutSeconds: number | null;
  readonly workflowType: WorkflowType;
};

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export type StateType = State['type'];
export type StateOf<Type extends StateType> = Extract<State, { readonly type: Type }>;

type StateBase = {
  readonly name: string;
  readonly comment: string | null;
  /** Null where the scope ends after this state. */
  readonly next: string | null;
  readonly flow: DataFlow;
};

/** The fields that shape a state's data; undefined where a field is not written. */
export type DataFlow = PathFlow | JsonataFlow;

/** A path of null says "nothing": InputPath and OutputPath give `{}`, ResultPath drops the result. */
export type PathFlow = {
  readonly language: 'JSONPath';
  readonly inputPath: Path | null | undefined;
  readonly parameters: Template | undefined;
  readonly resultSelector: Template | undefined;
  readonly resultPath: Path | null | undefined;
  readonly outputPath: Path | null | undefined;
  readonly assign: Template | undefined;
};

export type JsonataFlow = {
  readonly language: 'JSONata';
  readonly arguments: JsonataTemplate | undefined;
  readonly output: JsonataTemplate | undefined;
  readonly assign: JsonataTemplate | undefined;
};

/** A field's value: written out, or found when the state runs. `field` is the name that errors tell. */
export type Dynamic<Value extends Json> =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'path'; readonly path: Path; readonly field: string }
  /** An intrinsic call. */
  | { readonly kind: 'intrinsic'; readonly query: Query; readonly field: string }
  | { readonly kind: 'jsonata'; readonly expression: JsonataExpression; readonly field: string };

/** A template in the state's query language. */
export type EitherTemplate =
  | { readonly language: 'JSONPath'; readonly template: Template }
  | { readonly language: 'JSONata'; readonly template: JsonataTemplate };

export type Retrier = {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | null;
  readonly jitter: 'FULL' | 'NONE';
};

export type Catcher = {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly flow: DataFlow;
};

export type Recovery = { readonly retry: readonly Retrier[]; readonly catch: readonly Catcher[] };

export type PassState = StateBase & { readonly type: 'Pass'; readonly result: Json | undefined };

export type TaskState = StateBase &
  Recovery & {
    readonly type: 'Task';
    readonly resource: TaskResource;
    readonly timeoutSeconds: Dynamic<number> | null;
    readonly heartbeatSeconds: Dynamic<number> | null;
    readonly credentials: EitherTemplate | null;
  };

export type ChoiceRule = { readonly condition: Condition; readonly next: string; readonly flow: DataFlow };

/** `next` is the Default. */
export type ChoiceState = StateBase & { readonly type: 'Choice'; readonly rules: readonly ChoiceRule[] };

export type WaitState = StateBase & {
  readonly type: 'Wait';
  readonly until:
    | { readonly type: 'seconds'; readonly value: Dynamic<number> }
    | { readonly type: 'timestamp'; readonly value: Dynamic<string> };
};

export type SucceedState = StateBase & { readonly type: 'Succeed' };

export type FailState = StateBase & {
  readonly type: 'Fail';
  readonly error: Dynamic<string> | null;
  readonly cause: Dynamic<string> | null;
};

export type ParallelState = StateBase & Recovery & { readonly type: 'Parallel'; readonly branches: readonly number[] };

export type MapState = StateBase &
  Recovery & {
    readonly type: 'Map';
    readonly processor: number;
    /** Null: the state's input, as InputPath leaves it. */
    readonly items: Dynamic<Json> | { readonly kind: 'template'; readonly template: JsonataTemplate } | null;
    readonly itemSelector: EitherTemplate | null;
    readonly maxConcurrency: Dynamic<number> | null;
    readonly toleratedFailureCount: Dynamic<number> | null;
    readonly toleratedFailurePercentage: Dynamic<number> | null;
    /** Null for an inline Map. */
    readonly distribution: Distribution | null;
  };

/** A Distributed Map's own fields; its processor's scope says what its children are. */
export type Distribution = {
  readonly label: string | null;
  readonly batcher: ItemBatcher | null;
  readonly reader: ItemReader | null;
  readonly writer: ResultWriter | null;
};

export type ItemBatcher = {
  readonly maxItems: Dynamic<number> | null;
  readonly maxInputBytes: Dynamic<number> | null;
  readonly batchInput: EitherTemplate | null;
};

export type ItemReader = {
  /** `s3:getObject` or `s3:listObjectsV2`. */
  readonly resource: string;
  readonly arguments: EitherTemplate | null;
  readonly inputType: 'CSV' | 'JSON' | 'JSONL' | 'PARQUET' | 'MANIFEST' | null;
  readonly manifestType: 'ATHENA_DATA' | 'S3_INVENTORY' | null;
  readonly transformation: 'NONE' | 'LOAD_AND_FLATTEN';
  /** A JSON Pointer to the items within what is read. */
  readonly itemsPointer: string | null;
  readonly maxItems: Dynamic<number> | null;
  readonly csv: {
    readonly delimiter: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
    readonly headerLocation: 'FIRST_ROW' | 'GIVEN';
    readonly headers: readonly string[] | null;
  };
};

export type ResultWriter = {
  /** `s3:putObject`; null where the results are only shaped and become the state's own. */
  readonly resource: string | null;
  readonly arguments: EitherTemplate | null;
  /** Null: NONE where results are written, COMPACT where they are not. */
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN' | null;
  readonly outputType: 'JSON' | 'JSONL';
};
