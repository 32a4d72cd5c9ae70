import { ExpressionError, type ExpressionErrorName } from '../errors.ts';
import { type Json, writeJson } from '../json.ts';
import { findPath } from '../paths/evaluate-path.ts';
import type { Path, PathScope } from '../paths/path.ts';
import type { IntrinsicArgument, IntrinsicCall } from './parse-call.ts';
import { INTRINSICS, type Intrinsic } from './registry.ts';

/** `random` gives numbers in [0, 1), as Math.random does. */
export type IntrinsicScope = PathScope & { readonly random: () => number };

/**
 * Fails with States.IntrinsicFailure when the arguments do not fit, and with States.Runtime when one is not there.
 * Either way AWS names the outermost call.
 */
export function evaluateCall(call: IntrinsicCall, scope: IntrinsicScope, outermost = call): Json {
  const args = call.arguments.map((argument) => evaluateArgument(argument, scope, outermost));
  const intrinsic: Intrinsic = INTRINSICS[call.name];
  const result = intrinsic(args, scope.random);
  if (result === undefined) {
    throw failed(outermost, 'States.IntrinsicFailure', `Invalid arguments in ${call.name}`);
  }
  return result;
}

function evaluateArgument(argument: IntrinsicArgument, scope: IntrinsicScope, outermost: IntrinsicCall): Json {
  switch (argument.type) {
    case 'literal':
      return argument.value;
    case 'path': {
      const found = findPath(argument.path, scope);
      if (found === undefined) {
        throw missing(argument.path, scope, outermost);
      }
      return found;
    }
    case 'call':
      return evaluateCall(argument, scope, outermost);
  }
}

/** AWS tells the input even of the context's paths, which it writes as if they began there. */
function missing(path: Path, { input }: IntrinsicScope, outermost: IntrinsicCall): ExpressionError {
  const text = path.root.type === 'context' ? path.text.slice(1) : path.text;
  const why = `The JsonPath argument for the field '${text}' could not be found in the input '${writeJson(input)}'`;
  return failed(outermost, 'States.Runtime', why);
}

function failed({ text }: IntrinsicCall, errorName: ExpressionErrorName, why: string): ExpressionError {
  return new ExpressionError(`The function '${text}' had the following error: ${why}`, { errorName });
}
