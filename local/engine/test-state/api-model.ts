/** What the operations of one AWS service answer with, member names as Step Functions writes them. */
export type ApiModel = {
  /** The shape of each operation's answer; null where it answers nothing. */
  readonly operations: Readonly<Record<string, string | null>>;
  readonly shapes: Readonly<Record<string, Shape>>;
};

export type Shape =
  | {
      readonly type: 'structure';
      readonly members: Readonly<Record<string, string>>;
      readonly required: readonly string[];
    }
  | { readonly type: 'list' | 'map'; readonly of: string }
  /** Any JSON. */
  | { readonly type: 'document' }
  | ScalarShape;

export type ScalarShape = {
  readonly type:
    | 'string'
    | 'character'
    | 'timestamp'
    | 'blob'
    | 'integer'
    | 'long'
    | 'short'
    | 'byte'
    | 'float'
    | 'double'
    | 'boolean';
  readonly enum?: readonly string[];
  /** Of a number its value, of a text its length. */
  readonly min?: number;
  readonly max?: number;
};

/** Finds a service's model by Step Functions' name for it; null where there is none. */
export type FindApiModel = (service: string) => ApiModel | null;
