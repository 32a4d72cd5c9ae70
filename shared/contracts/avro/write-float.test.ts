import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOf } from './text-writer.ts';
import { writeFloat } from './write-float.ts';

const decimals = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: -20, max: 12 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));

const neighbours = decimals.chain((number) =>
  fc.constantFrom(number, number * (1 + Number.EPSILON), number * (1 - Number.EPSILON), Math.fround(number)),
);

test('write float - any number is spelt as JSON spells it', () => {
  const finite = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), neighbours);
  fc.assert(
    fc.property(finite.filter(Number.isFinite), (number) => {
      expect(textOf(writeFloat, number)).toBe(JSON.stringify(number));
    }),
    { numRuns: 10_000 },
  );
});

test('write float - decimals of up to nine places', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.nat({ max: 11 }), (digits, places) => {
      const number = digits / 10 ** places;
      expect(textOf(writeFloat, number)).toBe(JSON.stringify(number));
    }),
    { numRuns: 10_000 },
  );
});

test.each([
  [-0, '0'],
  [1e-6, '0.000001'],
  [9.99e-7, '9.99e-7'],
  [999_999.999_999_999, '999999.999999999'],
  [1e6, '1000000'],
  [1e21, '1e+21'],
  [0.1 + 0.2, '0.30000000000000004'],
  [Number.NaN, '"NaN"'],
  [Number.NEGATIVE_INFINITY, '"-Infinity"'],
])('write float - %d', (number, expected) => {
  expect(textOf(writeFloat, number)).toBe(expected);
});
