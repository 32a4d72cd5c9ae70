/**
 * A decimal fraction, exactly: `digits / scale`, where scale is a power of ten. JSON numbers are decimals; so 0.3 is a
 * multiple of 0.1 here, though not as the nearest doubles.
 */
export type Decimal = { readonly digits: bigint; readonly scale: bigint };

/** The decimal that the number's shortest text names. */
export function decimalOf(value: number): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return shift >= 0 ? { digits: digits * 10n ** BigInt(shift), scale: 1n } : { digits, scale: 10n ** BigInt(-shift) };
}

/** The nearest number, and whether it is the decimal itself. */
export function numberOf({ digits, scale }: Decimal): { readonly value: number; readonly exact: boolean } {
  const places = scale.toString().length - 1;
  const value = Number(`${digits}e${-places}`);
  if (!Number.isFinite(value)) return { value, exact: false };
  const back = decimalOf(value);
  return { value, exact: back.digits * scale === digits * back.scale };
}

export function isMultipleOf(value: number, of: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(of)) return value % of === 0;
  const [one, other] = [decimalOf(value), decimalOf(of)];
  return (one.digits * other.scale) % (other.digits * one.scale) === 0n;
}

/** The least decimal that both divide. Both are above zero. */
export function leastCommonMultiple(one: Decimal, other: Decimal): Decimal {
  const [a, b] = [one.digits * other.scale, other.digits * one.scale];
  return { digits: (a / greatestCommonDivisor(a, b)) * b, scale: one.scale * other.scale };
}

/** one / other, where other divides one. */
export const quotientOf = (one: Decimal, other: Decimal): bigint =>
  (one.digits * other.scale) / (other.digits * one.scale);

export const multiply = ({ digits, scale }: Decimal, factor: bigint): Decimal => ({ digits: digits * factor, scale });

/** The greatest integer k with k · step ≤ bound. */
export function floorQuotient(bound: Decimal, step: Decimal): bigint {
  const numerator = bound.digits * step.scale;
  const denominator = step.digits * bound.scale;
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

export const isWhole = (bound: Decimal, step: Decimal): boolean =>
  (bound.digits * step.scale) % (step.digits * bound.scale) === 0n;

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
