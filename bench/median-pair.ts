export type Pair = { readonly figure: number; readonly baseline: number };

/**
 * The pair of the median ratio: what disturbs a machine for a moment disturbs both of a pair, and few pairs. `count` is
 * odd, so that the median is a pair that was measured.
 */
export async function medianPair(count: number, measure: () => Promise<Pair>): Promise<Pair> {
  const pairs: Pair[] = [];
  while (pairs.length < count) pairs.push(await measure());
  const ratio = ({ figure, baseline }: Pair) => figure / baseline;
  const middle = pairs.sort((one, other) => ratio(one) - ratio(other))[count >> 1];
  if (middle === undefined) throw new RangeError('Nothing was measured.');
  return middle;
}
