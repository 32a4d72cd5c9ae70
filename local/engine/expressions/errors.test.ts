import { expect, test } from 'vitest';
import { ExpressionError, ExpressionSyntaxError, ExpressionsError } from './errors.ts';

const details = { code: 'SCHEMA_VALIDATION_FAILED', expression: '$.', position: 2 } as const;

test.each<[ExpressionsError, string, string]>([
  [new ExpressionSyntaxError('Expected a name', details), 'ExpressionSyntaxError', 'SCHEMA_VALIDATION_FAILED'],
  [new ExpressionError('No results', { errorName: 'States.Runtime' }), 'ExpressionError', 'EXPRESSION_FAILED'],
])('errors - names and codes: %s', (error, name, code) => {
  expect(error).toBeInstanceOf(ExpressionsError);
  expect([error.name, error.code]).toEqual([name, code]);
});

test('errors - a located syntax error keeps what it says', () => {
  const located = new ExpressionSyntaxError('Expected a name', details).locatedAt('/v[0]');
  expect(located).toMatchObject({ ...details, message: 'Expected a name', location: '/v[0]' });
});
