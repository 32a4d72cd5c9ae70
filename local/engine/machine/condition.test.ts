import { describe, expect, test } from 'vitest';
import { runHistory } from './run-history.ts';

/** The state that a Choice with this one rule goes to, or why it fails. */
function choose(rule: object, input: unknown, queryLanguage = 'JSONPath'): string {
  const definition = {
    QueryLanguage: queryLanguage,
    StartAt: 'Choose',
    States: {
      Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Succeed' },
      No: { Type: 'Succeed' },
    },
  };
  const { history, end } = runHistory(definition, JSON.stringify(input), () => []);
  const last = history.findLast(({ type }) => type === 'SucceedStateEntered');
  return last === undefined ? `${end?.error}: ${end?.cause}` : String(last.details?.value.name);
}

const at = (seconds: number) => `2026-01-01T00:00:0${seconds}Z`;

/** A kind of comparison: a value, one that is greater, and one of another type. */
const ORDERED = [
  ['String', 'b', 'c', 1],
  ['Numeric', 1, 1.5, '1'],
  ['Timestamp', at(1), at(2), 'yesterday'],
] as const;

describe.each(ORDERED)('choice - %s comparators', (kind, low, high, alien) => {
  test.each([
    ['Equals', [false, true, false]],
    ['LessThan', [true, false, false]],
    ['LessThanEquals', [true, true, false]],
    ['GreaterThan', [false, false, true]],
    ['GreaterThanEquals', [false, true, true]],
  ])('choice - %s, written out and by path', (suffix, [less, equal, greater]) => {
    const chosen = (value: unknown, operand: unknown) => [
      choose({ Variable: '$.v', [`${kind}${suffix}`]: operand }, { v: value }),
      choose({ Variable: '$.v', [`${kind}${suffix}Path`]: '$.o' }, { v: value, o: operand }),
    ];
    const twice = (holds: boolean | undefined) => (holds ? ['Yes', 'Yes'] : ['No', 'No']);
    expect(chosen(low, high)).toEqual(twice(less));
    expect(chosen(high, high)).toEqual(twice(equal));
    expect(chosen(high, low)).toEqual(twice(greater));
    expect(chosen(alien, low)).toEqual(twice(false));
  });
});

test('choice - timestamps are compared as instants', () => {
  expect(choose({ Variable: '$', TimestampEquals: '2026-01-01T01:00:00+01:00' }, '2026-01-01T00:00:00.000Z')).toBe(
    'Yes',
  );
});

test.each([
  ['IsNull', null, 0],
  ['IsNumeric', 1, '1'],
  ['IsString', '', null],
  ['IsBoolean', false, 0],
  ['IsTimestamp', at(0), '2026-01-01'],
])('choice - %s is true of %j, not of %j', (comparator, one, other) => {
  const rule = { Variable: '$.v', [comparator]: true };
  expect([choose(rule, { v: one }), choose(rule, { v: other })]).toEqual(['Yes', 'No']);
  expect(choose({ Variable: '$.v', [comparator]: false }, { v: other })).toBe('Yes');
});

test('choice - IsPresent alone may ask for what is not there', () => {
  expect(choose({ Variable: '$.v', IsPresent: false }, {})).toBe('Yes');
  expect(choose({ Variable: '$.v', IsPresent: true }, { v: null })).toBe('Yes');
  expect(choose({ Variable: '$.v', IsNull: true }, {})).toBe(
    "States.Runtime: An error occurred while executing the state 'Choose' (entered at the event id #2). " +
      "Invalid path '$.v': The choice state's condition path references an invalid value.",
  );
});

test('choice - And, Or and Not stop where the answer is known', () => {
  const present = { Variable: '$.v', IsPresent: true };
  const large = { Variable: '$.v', NumericGreaterThan: 9 };
  expect(choose({ And: [present, large] }, {})).toBe('No');
  expect(choose({ And: [present, large] }, { v: 10 })).toBe('Yes');
  expect(choose({ Or: [{ Not: present }, large] }, {})).toBe('Yes');
});

test('choice - JSONata conditions must be boolean', () => {
  const chosen = (expression: string) => choose({ Condition: `{% ${expression} %}` }, { v: 2 }, 'JSONata');
  expect(chosen('$states.input.v > 1')).toBe('Yes');
  expect(chosen('$states.input.v > 2')).toBe('No');
  expect(chosen('$states.input.v')).toContain("Expected 'boolean', but was 'number' for value: 2");
});

test('choice - fails where nothing matches and there is no Default', () => {
  const definition = {
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'B' }] },
      B: { Type: 'Succeed' },
    },
  };
  expect(runHistory(definition, '{}', () => []).end).toMatchObject({
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'A' (entered at the event id #2). " +
      'Failed to transition out of the state. The state does not point to a next state.',
  });
});

test('choice - a rule assigns in place of the state', () => {
  const definition = {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericEquals: 1, Assign: { by: 'rule' }, Next: 'B' }],
        Assign: { by: 'state' },
        Default: 'B',
      },
      B: { Type: 'Pass', Parameters: { 'by.$': '$by' }, End: true },
    },
  };
  const by = (input: string) => runHistory(definition, input, () => []).end?.output;
  expect([by('1'), by('2')]).toEqual(['{"by":"rule"}', '{"by":"state"}']);
});
