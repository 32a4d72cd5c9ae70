/** Rounds half to even, shifting the point in the decimal text: multiplying by a power of ten would not be exact. */
export function roundHalfEven(value: number, digits: number | undefined): number {
  const shifted = digits ? shift(value, digits) : value;
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) {
    rounded -= 1;
  }
  const result = digits ? shift(rounded, -digits) : rounded;
  return Object.is(result, -0) ? 0 : result;
}

function shift(value: number, digits: number): number {
  const [mantissa, exponent] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent ?? 0) + digits}`);
}
