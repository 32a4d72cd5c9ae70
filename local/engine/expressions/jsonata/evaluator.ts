import type { Node } from './ast.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import type { Value } from './values.ts';

/** Evaluates a node for a context item. */
export type Evaluate = (input: Value, frame: Frame, run: Run) => Value;

/** Compiles any node: handed to those that compile one kind, so that they need not know each other. */
export type Compile = (node: Node) => Evaluate;
