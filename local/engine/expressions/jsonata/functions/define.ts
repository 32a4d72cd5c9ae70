import { FunctionValue } from '../function-value.ts';
import type { Run } from '../run.ts';
import { Signature } from '../signature.ts';
import type { Value } from '../values.ts';

/** A built-in's own code. Its signature has checked the arguments, so they are of the types that it declares. */
type Implementation = (run: Run, ...args: never[]) => Value;

/** A built-in that answers nothing when its first argument is nothing, as most do. */
export function define(signature: string, implementation: Implementation, arity?: number): FunctionValue {
  return defineTotal(
    signature,
    (run, ...args) => (args[0] === undefined ? undefined : implementation(run, ...args)),
    arity ?? implementation.length - 1,
  );
}

/** A built-in that decides for itself what nothing means. */
export function defineTotal(signature: string, implementation: Implementation, arity?: number): FunctionValue {
  return new FunctionValue(arity ?? implementation.length - 1, new Signature(signature), (args, run) =>
    implementation(run, ...(args as never[])),
  );
}
