import { expect, test } from 'vitest';
import { contractRejection, rejection } from './rejection.ts';

test('rejection - names the contract and what is wrong', () => {
  const violations = [{ pointer: '/total', rule: 'type', expected: 'number', found: 'string' }];
  expect(contractRejection('order.created@2', violations)).toEqual({
    errorClass: 'contract-violation',
    message: 'Breaks order.created@2: /total type: expected number, found string.',
  });
});

test('rejection - says no more than a header has room for', () => {
  const { message } = rejection('undecodable', `Cannot be read as a@1 at /${'x'.repeat(900_000)}: truncated.`);
  expect(message).toHaveLength(4_000);
  expect(message).toMatch(/^Cannot be read as a@1 at \/x+…$/);
});
