import { expect, test } from 'vitest';
import { decimalOf, floorQuotient, isMultipleOf, leastCommonMultiple, numberOf } from './decimal.ts';

test('decimals - multiples are those of the numbers as written, not of the nearest doubles', () => {
  const rows: readonly (readonly [value: number, of: number, isMultiple: boolean])[] = [
    [0.3, 0.1, true],
    [1.1, 0.01, true],
    [0.35, 0.1, false],
    [19.99, 0.01, true],
    [1e21, 1e-7, true],
    [1e308, 0.5, true],
    [2 ** 60, 3, false],
    [-6, 4, false],
    [-8, 4, true],
    [0, 0.7, true],
    [5e-324, 1, false],
  ];
  for (const [value, of, isMultiple] of rows) expect(isMultipleOf(value, of), `${value} of ${of}`).toBe(isMultiple);
});

test('decimals - common multiples and bounds are exact', () => {
  const lcm = (one: number, other: number) => numberOf(leastCommonMultiple(decimalOf(one), decimalOf(other)));
  expect(lcm(4, 6)).toEqual({ value: 12, exact: true });
  expect(lcm(0.4, 0.6)).toEqual({ value: 1.2, exact: true });
  expect(lcm(1.5, 1)).toEqual({ value: 3, exact: true });
  expect(floorQuotient(decimalOf(0.7), decimalOf(0.1))).toBe(7n);
  expect(floorQuotient(decimalOf(-0.75), decimalOf(0.5))).toBe(-2n);
  expect(numberOf({ digits: 9007199254740993n, scale: 1n }).exact).toBe(false);
  expect(numberOf({ digits: 10n ** 400n, scale: 1n }).exact).toBe(false);
});
