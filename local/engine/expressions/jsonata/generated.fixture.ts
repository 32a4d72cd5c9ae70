import fc from 'fast-check';
import type { Value } from './values.ts';

/** Expressions as they are written, and data that their names are found in. */

const NAMES = ['a', 'b', 'c'];

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom('x', 'yy', '', 'a b', '12'),
  fc.constantFrom(0.5, -1.25, 1e21),
  fc.boolean(),
  fc.constant(null),
);
export const { data } = fc.letrec<{ data: Value }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    // Not empty, and no `[]` below: the package's object constructor pushes into the empty lists that it meets.
    fc.array(tie('data'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('data'), { maxKeys: 3 }),
  ) as fc.Arbitrary<Value>,
}));

const literal = fc.oneof(
  fc.integer({ min: -2, max: 5 }).map(String),
  fc.constantFrom('"x"', '"a"', '""', 'true', 'false', 'null', '1.5', '{}', 'nothing'),
);
const unary = [
  ...['string', 'length', 'uppercase', 'trim', 'number', 'abs', 'floor', 'round', 'sqrt', 'sum', 'max', 'min'],
  ...['average', 'count', 'boolean', 'not', 'exists', 'keys', 'spread', 'merge', 'reverse', 'distinct', 'sort', 'type'],
  ...['single', 'base64encode', 'encodeUrlComponent', 'formatBase'],
];
const binary = ['append', 'join', 'split', 'contains', 'substring', 'substringBefore', 'pad', 'power', 'zip', 'lookup'];
const operators = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', '&', 'and', 'or', 'in', '~> $append'];

export const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const part = tie('expression');
  // No `*` at the start: on a list the package also answers the marks that it hides there.
  const name = fc.constantFrom(...NAMES, 'a.*', '$.*', '**', '$', '$$', '$v');
  const call = (functions: readonly string[], ...args: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom(...functions), ...args).map(([f, ...rest]) => `$${f}(${rest.join(', ')})`);
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literal,
      name,
      fc.tuple(name, name).map(([left, right]) => `${left}.${right}`),
      fc.tuple(part, name).map(([left, right]) => `${left}.${right}`),
      fc.tuple(name, part).map(([left, right]) => `${left}.(${right})`),
      fc.tuple(name, part).map(([left, filter]) => `${left}[${filter}]`),
      fc.tuple(name, name, part).map(([left, right, filter]) => `${left}.${right}[${filter}]`),
      name.map((left) => `${left}[]`),
      fc.tuple(name, name).map(([left, right]) => `${left}[].${right}`),
      fc.tuple(name, part).map(([left, term]) => `${left}^(${term})`),
      fc.tuple(name, name).map(([left, term]) => `${left}^(>${term}, $)`),
      fc.tuple(name, part, part).map(([left, key, value]) => `${left}{$string(${key}): ${value}}`),
      fc.tuple(name, name, part).map(([left, right, last]) => `${left}@$v.${right}[${last}]`),
      fc.tuple(name, part).map(([left, last]) => `${left}#$v[$v >= 0].(${last})`),
      fc.tuple(name, name).map(([left, right]) => `${left}.${right}.%`),
      fc
        .tuple(part, fc.constantFrom(...operators), part)
        .map(([left, operator, right]) =>
          operator.startsWith('~>') ? `(${left}) ${operator}(${right})` : `(${left}) ${operator} (${right})`,
        ),
      part.map((operand) => `-(${operand})`),
      fc.array(part, { maxLength: 3 }).map((items) => `[${[1, ...items].join(', ')}]`),
      fc.tuple(name, fc.array(part, { maxLength: 2 })).map(([left, items]) => `${left}.[${[1, ...items].join(', ')}]`),
      fc.tuple(part, part).map(([first, second]) => `{"p": ${first}, "q": ${second}}`),
      fc.tuple(part, part, part).map(([condition, yes, no]) => `(${condition}) ? (${yes}) : (${no})`),
      fc.tuple(part, part).map(([value, body]) => `($v := ${value}; ${body})`),
      call(unary, part),
      fc.tuple(name, call(unary)).map(([left, right]) => `${left}.${right}`),
      call(binary, part, part),
      call(
        ['map', 'filter', 'single'],
        part,
        part.map((body) => `function($v, $i) { ${body} }`),
      ),
      call(
        ['reduce'],
        part,
        part.map((body) => `function($v, $w) { ${body} }`),
        part,
      ),
      call(
        ['sift', 'each'],
        part,
        part.map((body) => `function($v, $k) { ${body} }`),
      ),
      call(['sort'], part, fc.constant('function($l, $r) { $string($l) > $string($r) }')),
      fc.tuple(part, name, part).map(([value, pattern, change]) => `(${value}) ~> |${pattern}|{"z": ${change}}, "b"|`),
      fc.tuple(part, part).map(([body, argument]) => `function($v) { ${body} }(${argument})`),
      fc.tuple(part, part).map(([first, second]) => `$append(?, ${first})(${second})`),
    ),
  };
});
