import { ExpressionError } from '../errors.ts';
import type { Json } from '../json.ts';
import { evaluateFieldPath } from '../paths/evaluate-path.ts';
import type { PathScope } from '../paths/path.ts';
import type { IntrinsicArgument, IntrinsicCall } from './parse-call.ts';
import { INTRINSICS, type Intrinsic } from './registry.ts';

/** `random` gives numbers in [0, 1), as Math.random does. */
export type IntrinsicScope = PathScope & { readonly random: () => number };

/** Fails with States.IntrinsicFailure when the arguments do not fit. */
export function evaluateCall(call: IntrinsicCall, scope: IntrinsicScope, fieldName: string): Json {
  const args = call.arguments.map((argument) => evaluateArgument(argument, scope, fieldName));
  const intrinsic: Intrinsic = INTRINSICS[call.name];
  const result = intrinsic(args, scope.random);
  if (result === undefined) {
    throw new ExpressionError(
      `The function '${call.text}' had the following error: Invalid arguments in ${call.name}`,
      { errorName: 'States.IntrinsicFailure' },
    );
  }
  return result;
}

function evaluateArgument(argument: IntrinsicArgument, scope: IntrinsicScope, fieldName: string): Json {
  switch (argument.type) {
    case 'literal':
      return argument.value;
    case 'path':
      return evaluateFieldPath(argument.path, scope, fieldName);
    case 'call':
      return evaluateCall(argument, scope, fieldName);
  }
}
