import { expect, test } from 'vitest';
import { substitute } from './definition.ts';
import { ProjectError } from './errors.ts';

const VALUES = { ReserveStockArn: 'arn:reserve', OrdersFailedTopic: 'orders.failed' };

test('definition - each substitution is replaced, and nothing else', () => {
  const text = 'Resource: ${ReserveStockArn}\nTopic: ${OrdersFailedTopic}/${ReserveStockArn}\nOther: "{% $x %} $${}"';
  expect(substitute(text, VALUES, 'd.yaml')).toBe(
    'Resource: arn:reserve\nTopic: orders.failed/arn:reserve\nOther: "{% $x %} $${}"',
  );
});

test('definition - an unknown substitution is an error in its line', () => {
  const text = 'StartAt: A\nStates:\n  A: { Resource: ${ReserveStokArn} }';
  expect(() => substitute(text, VALUES, 'd.yaml')).toThrow(
    new ProjectError('UNKNOWN_SUBSTITUTION', {
      place: { file: 'd.yaml', line: 3, column: 18 },
      what: 'Nothing is called ${ReserveStokArn}.',
      fix: 'Did you mean ReserveStockArn?',
    }),
  );
});

test('definition - what every object has is no substitution', () => {
  expect(() => substitute('${constructor}', VALUES, 'd.yaml')).toThrow(ProjectError);
});
