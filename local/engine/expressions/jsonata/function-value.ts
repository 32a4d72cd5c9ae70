import { JsonataError } from './errors.ts';
import { type Run, STEPS_PER_CALL } from './run.ts';
import type { Signature } from './signature.ts';
import type { Value } from './values.ts';

/** Runs a function's body. `context` stands in for arguments that the signature marks with `-`. */
export type Invoke = (args: readonly Value[], run: Run) => Value;

/** A lambda, a built-in, a regular expression or a partial application of one: whatever can be called. */
export class FunctionValue {
  /** How many arguments it takes: higher-order functions pass no more. */
  readonly arity: number;
  readonly signature: Signature | undefined;
  readonly invoke: Invoke;

  constructor(arity: number, signature: Signature | undefined, invoke: Invoke) {
    this.arity = arity;
    this.signature = signature;
    this.invoke = invoke;
  }
}

/** A call in tail position that is still to be made, by the loop in `apply`, so that recursion needs no stack. */
export class TailCall extends FunctionValue {
  readonly resolve: () => { readonly callee: Value; readonly args: Value[] };
  readonly calleeName: string | undefined;

  constructor(calleeName: string | undefined, resolve: TailCall['resolve']) {
    super(0, undefined, () => undefined);
    this.calleeName = calleeName;
    this.resolve = resolve;
  }
}

export function isFunction(value: Value): value is FunctionValue {
  return value instanceof FunctionValue;
}

/** Calls a function and, in a loop, what it calls last. */
export function apply(callee: Value, args: readonly Value[], context: Value, run: Run): Value {
  let result = applyOnce(callee, args, context, run);
  while (result instanceof TailCall) {
    const { calleeName } = result;
    const next = result.resolve();
    try {
      result = applyOnce(next.callee, next.args, context, run);
    } catch (error) {
      throw withToken(error, calleeName);
    }
  }
  return result;
}

function applyOnce(callee: Value, args: readonly Value[], context: Value, run: Run): Value {
  run.step(STEPS_PER_CALL);
  if (!isFunction(callee)) {
    throw new JsonataError('T1006');
  }
  return callee.invoke(callee.signature === undefined ? args : callee.signature.validate(args, context), run);
}

/** For built-ins that call back: no context, and no more arguments than the function takes. */
export function callBack(callee: FunctionValue, args: readonly Value[], run: Run): Value {
  return apply(callee, args.slice(0, Math.max(1, callee.arity)), null, run);
}

export function withToken(error: unknown, token: string | undefined): unknown {
  if (error instanceof JsonataError) {
    error.token ??= token;
  }
  return error;
}
