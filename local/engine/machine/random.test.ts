import { expect, test } from 'vitest';
import { randomFrom } from './random.ts';

test('random - the seed alone determines the numbers', () => {
  const [one, same, other] = [randomFrom('seed'), randomFrom('seed'), randomFrom('seeds')];
  const numbers = [one(), one(), one()];
  expect([same(), same(), same()]).toEqual(numbers);
  expect(other()).not.toBe(numbers[0]);
});

test('random - spreads over [0, 1)', () => {
  const random = randomFrom('spread');
  const numbers = Array.from({ length: 10_000 }, random);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
});
