/** The interval at which separators stand, 0 when they do not stand at every multiple of one. */
export function regularInterval(positions: readonly number[]): number {
  if (positions.length === 0) {
    return 0;
  }
  const interval = positions.reduce(greatestCommonDivisor);
  return positions.every((_, index) => positions.includes((index + 1) * interval)) ? interval : 0;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
