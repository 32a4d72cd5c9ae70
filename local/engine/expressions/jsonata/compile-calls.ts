import type { CallNode, LambdaNode, Node } from './ast.ts';
import { JsonataError } from './errors.ts';
import type { Compile, Evaluate } from './evaluator.ts';
import { Frame } from './frame.ts';
import { apply, FunctionValue, isFunction, TailCall, withToken } from './function-value.ts';
import { BYTES_PER_FUNCTION, type Run } from './run.ts';
import { Signature } from './signature.ts';
import { settle, type Value } from './values.ts';

export function compileLambda(node: LambdaNode, compile: Compile): Evaluate {
  if (node.thunk) {
    return compileTailCall(node.body as CallNode, compile);
  }
  const names = node.arguments.map((argument) => argument.value);
  const signature = node.signature === undefined ? undefined : new Signature(node.signature.definition);
  const body = compile(node.body);
  return (input, frame, outerRun) => {
    outerRun.allocate(BYTES_PER_FUNCTION);
    return new FunctionValue(names.length, signature, (args, run) => {
      const inner = new Frame(frame);
      for (const [index, name] of names.entries()) {
        inner.bind(name, args[index]);
      }
      return body(input, inner, run);
    });
  };
}

/** The parser has found that nothing is left to do after this call: it is handed to the loop in `apply`. */
function compileTailCall(node: CallNode, compile: Compile): Evaluate {
  const procedure = compile(node.procedure);
  const args = node.arguments.map(compile);
  const name = calleeName(node);
  return (input, frame, run) =>
    new TailCall(name, () => ({
      callee: procedure(input, frame, run),
      args: args.map((argument) => argument(input, frame, run)),
    }));
}

export function compileCall(node: CallNode, compile: Compile): Evaluate {
  const call = compileCallWith(node, compile);
  return (input, frame, run) => call([], input, frame, run);
}

type CallWith = (leading: readonly Value[], input: Value, frame: Frame, run: Run) => Value;

/** A call whose first arguments `~>` may supply. */
function compileCallWith(node: CallNode, compile: Compile): CallWith {
  const procedure = compile(node.procedure);
  const args = node.arguments.map(compile);
  const name = calleeName(node);
  return (leading, input, frame, run) => {
    const callee = procedure(input, frame, run);
    if (callee === undefined) {
      suggestDollar(node.procedure, frame, 'T1005');
    }
    const values = [...leading];
    for (const argument of args) {
      values.push(argument(input, frame, run));
    }
    try {
      return apply(callee, values, input, run);
    } catch (error) {
      throw withToken(error, name);
    }
  };
}

/** Somebody who wrote `sum(…)` may have meant `$sum(…)`. */
function suggestDollar(procedure: Node, frame: Frame, code: 'T1005' | 'T1007'): void {
  const name = procedure.type === 'path' ? nameOf(procedure.steps[0]) : undefined;
  if (name !== undefined && frame.lookup(name) !== undefined) {
    throw new JsonataError(code, { token: name });
  }
}

function calleeName({ procedure }: CallNode): string | undefined {
  return nameOf(procedure.type === 'path' ? procedure.steps[0] : procedure);
}

function nameOf(node: Node | undefined): string | undefined {
  return node?.type === 'name' || node?.type === 'variable' ? node.value : undefined;
}

/** `$f(?, 1)`: a function of the arguments left open. */
export function compilePartial(node: CallNode, compile: Compile): Evaluate {
  const procedure = compile(node.procedure);
  const args = node.arguments.map((argument) => (argument.type === 'operator' ? undefined : compile(argument)));
  return (input, frame, run) => {
    const given = args.map((argument) => argument?.(input, frame, run));
    const callee = procedure(input, frame, run);
    if (callee === undefined) {
      suggestDollar(node.procedure, frame, 'T1007');
    }
    if (!isFunction(callee)) {
      throw new JsonataError('T1008', { token: calleeName(node) ?? '' });
    }
    const open = args.flatMap((argument, index) => (argument === undefined ? [index] : []));
    return new FunctionValue(open.length, undefined, (rest, innerRun) => {
      const all = [...given];
      for (const [index, position] of open.entries()) {
        all[position] = rest[index];
      }
      return settle(apply(callee, all, undefined, innerRun), false);
    });
  };
}

/** `value ~> $f(…)` calls with the value in front; `$f ~> $g` is the function that does both. */
export function compileApply(node: Extract<Node, { type: 'apply' }>, compile: Compile): Evaluate {
  const left = compile(node.lhs);
  if (node.rhs.type === 'function') {
    const call = compileCallWith(node.rhs, compile);
    return (input, frame, run) => call([left(input, frame, run)], input, frame, run);
  }
  const right = compile(node.rhs);
  return (input, frame, run) => {
    const first = left(input, frame, run);
    const second = right(input, frame, run);
    if (!isFunction(second)) {
      throw new JsonataError('T2006', { value: second });
    }
    return isFunction(first) ? chain(first, second) : apply(second, [first], null, run);
  };
}

function chain(first: FunctionValue, second: FunctionValue): FunctionValue {
  return new FunctionValue(1, undefined, ([argument], run) =>
    apply(second, [settle(apply(first, [argument], null, run), false)], null, run),
  );
}
