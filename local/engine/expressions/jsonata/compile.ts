/**
 * Turns a syntax tree into closures once, so that evaluating costs no dispatch. Owns the kinds of node that need few
 * lines; paths, operators, objects and calls have files of their own. Semantics are those of jsonata 2.0.6.
 *
 * I1. A node's result that is a sequence is settled before anyone sees it.
 * I2. Every node that has parts counts one level of depth while they run.
 */
import type { Filter, Group, Node } from './ast.ts';
import { compileApply, compileCall, compileLambda, compilePartial } from './compile-calls.ts';
import { compileFilter } from './compile-filters.ts';
import { compileGroup, compileTransform } from './compile-objects.ts';
import { compileBinary, compileNegation } from './compile-operators.ts';
import { compilePath } from './compile-paths.ts';
import type { Evaluate } from './evaluator.ts';
import { Frame } from './frame.ts';
import { isFunction } from './function-value.ts';
import { RegexFunction } from './regex-function.ts';
import { BYTES_PER_LIST, type Run } from './run.ts';
import { createSequence, isObject, isTruthy, lookup, pushAll, type Sequence, settle, type Value } from './values.ts';

export function compile(node: Node): Evaluate {
  const evaluate = withGroup(
    withFilters(compileKind(node), node.predicate),
    node.type === 'path' ? undefined : node.group,
  );
  const keepArray = node.keepArray === true;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
    case 'regex':
    case 'lambda':
      return evaluate;
    case 'variable':
    case 'name':
    case 'parent':
      return (input, frame, run) => settle(evaluate(input, frame, run), keepArray);
    default:
      return (input, frame, run) => {
        run.enter();
        const result = evaluate(input, frame, run);
        run.depth -= 1;
        return settle(result, keepArray);
      };
  }
}

function compileKind(node: Node): Evaluate {
  switch (node.type) {
    case 'path':
      return compilePath(node, compile);
    case 'binary':
      return compileBinary(node, compile);
    case 'unary':
      return compileUnary(node);
    case 'name':
      return (input, _frame, run) => lookup(input, node.value, run);
    case 'string':
    case 'number':
    case 'value':
      return () => node.value;
    case 'wildcard':
      return evaluateWildcard;
    case 'descendant':
      return evaluateDescendants;
    case 'parent':
      return (_input, frame) => frame.lookup(node.slot.label);
    case 'condition':
      return compileCondition(node);
    case 'block':
      return compileBlock(node.expressions);
    case 'bind':
      return compileBind(node.lhs.value, compile(node.rhs));
    case 'regex': {
      const matcher = new RegexFunction(node.value);
      return () => matcher;
    }
    case 'variable':
      return compileVariable(node.value);
    case 'lambda':
      return compileLambda(node, compile);
    case 'function':
      return compileCall(node, compile);
    case 'partial':
      return compilePartial(node, compile);
    case 'apply':
      return compileApply(node, compile);
    case 'transform':
      return compileTransform(node, compile);
    case 'sort':
    case 'operator':
      throw new TypeError(`A ${node.type} cannot stand alone`);
  }
}

function withFilters(evaluate: Evaluate, filters: readonly Filter[] | undefined): Evaluate {
  return (filters ?? []).reduce<Evaluate>((previous, { expr }) => {
    const filter = compileFilter(expr, compile);
    return (input, frame, run) => filter(previous(input, frame, run), frame, run);
  }, evaluate);
}

function withGroup(evaluate: Evaluate, group: Group | undefined): Evaluate {
  if (group === undefined) {
    return evaluate;
  }
  const evaluateGroup = compileGroup(group.lhs, compile);
  return (input, frame, run) => evaluateGroup(evaluate(input, frame, run), frame, run);
}

function compileUnary(node: Extract<Node, { type: 'unary' }>): Evaluate {
  switch (node.value) {
    case '-':
      return compileNegation(compile(node.expression));
    case '[':
      return compileArray(node.expressions, node.consarray === true);
    case '{':
      return compileGroup(node.lhs, compile);
  }
}

/** `[…]`: lists found by an item are joined in; a nested `[…]` stays one item. */
function compileArray(expressions: readonly Node[], constructed: boolean): Evaluate {
  const items = expressions.map((node) => ({
    evaluate: compile(node),
    nested: node.type === 'unary' && node.value === '[',
  }));
  return (input, frame, run) => {
    run.allocate(BYTES_PER_LIST);
    const array: Sequence = [];
    for (const { evaluate, nested } of items) {
      const value = evaluate(input, frame, run);
      if (Array.isArray(value) && !nested) {
        pushAll(array, value, run);
      } else if (value !== undefined) {
        array.push(value);
      }
    }
    if (constructed) {
      array.constructed = true;
    }
    return array;
  };
}

function compileCondition(node: Extract<Node, { type: 'condition' }>): Evaluate {
  const condition = compile(node.condition);
  const whenTrue = compile(node.then);
  const whenFalse = node.else === undefined ? undefined : compile(node.else);
  return (input, frame, run) =>
    isTruthy(condition(input, frame, run), run) ? whenTrue(input, frame, run) : whenFalse?.(input, frame, run);
}

function compileBlock(expressions: readonly Node[]): Evaluate {
  const parts = expressions.map(compile);
  return (input, frame, run) => {
    const inner = new Frame(frame);
    let result: Value;
    for (const part of parts) {
      result = part(input, inner, run);
    }
    return result;
  };
}

function compileBind(name: string, evaluate: Evaluate): Evaluate {
  return (input, frame, run) => {
    const value = evaluate(input, frame, run);
    frame.bind(name, value);
    return value;
  };
}

function compileVariable(name: string): Evaluate {
  return name === '' ? unwrap : (_input, frame) => frame.lookup(name);
}

function unwrap(input: Value): Value {
  return Array.isArray(input) && (input as Sequence).wrapper ? input[0] : input;
}

function evaluateWildcard(input: Value, _frame: Frame, run: Run): Value {
  const value = unwrap(input);
  if (value === null || typeof value !== 'object' || isFunction(value)) {
    return createSequence();
  }
  const members = Array.isArray(value) ? [...value] : Object.values(value);
  run.step(members.length * 2);
  const found = members.flatMap((member) => (Array.isArray(member) ? flatten(member, [], run) : [member]));
  return members.some((member) => Array.isArray(member)) ? found : createSequence(found);
}

function flatten(value: Value, flat: Value[], run: Run): Value[] {
  run.step();
  if (Array.isArray(value)) {
    for (const item of value) {
      flatten(item, flat, run);
    }
  } else {
    flat.push(value);
  }
  return flat;
}

function evaluateDescendants(input: Value, _frame: Frame, run: Run): Value {
  if (input === undefined) {
    return undefined;
  }
  const found = createSequence();
  collectDescendants(input, found, run);
  return found.length === 1 ? found[0] : found;
}

function collectDescendants(value: Value, found: Value[], run: Run): void {
  run.step();
  if (Array.isArray(value)) {
    for (const item of value) {
      collectDescendants(item, found, run);
    }
    return;
  }
  found.push(value);
  if (isObject(value)) {
    for (const member of Object.values(value)) {
      collectDescendants(member, found, run);
    }
  }
}
