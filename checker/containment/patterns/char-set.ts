/** Sets of code points, as sorted ranges that neither touch nor overlap. */
export type CharSet = readonly (readonly [first: number, last: number])[];

const LAST = 0x10ffff;

export const ALL_CHARS: CharSet = [[0, LAST]];

export const charOf = (code: number): CharSet => [[code, code]];

/** The sorted, joined form of any ranges. */
export function charsOf(ranges: CharSet): CharSet {
  const joined: [number, number][] = [];
  for (const [first, last] of [...ranges].sort(([one], [other]) => one - other)) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function otherChars(set: CharSet): CharSet {
  const others: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) others.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) others.push([next, LAST]);
  return others;
}

export function hasChar(set: CharSet, code: number): boolean {
  let [low, high] = [0, set.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = set[middle] as readonly [number, number];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

const of = (text: string): CharSet =>
  charsOf([...text].map((char) => [char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0]));

export const DIGITS: CharSet = [[48, 57]];
export const WORD_CHARS: CharSet = charsOf([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
export const SPACES: CharSet = charsOf([
  [9, 13],
  [0x2000, 0x200a],
  ...of(' \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'),
]);
/** What `.` does not match. */
export const LINE_ENDS: CharSet = of('\n\r\u2028\u2029');

/** The characters of a Unicode property, `Script=Greek`; undefined when there is no such. */
export function charsWithProperty(property: string): CharSet | undefined {
  let matcher: RegExp;
  try {
    matcher = new RegExp(`\\p{${property}}+`, 'gu');
  } catch {
    return undefined;
  }
  const ranges: (readonly [number, number])[] = [];
  for (let start = 0; start <= LAST; start += BLOCK) {
    const block = String.fromCodePoint(...Array.from({ length: BLOCK }, (_, index) => start + index));
    for (const [run] of block.matchAll(matcher)) {
      const first = run.codePointAt(0) ?? 0;
      ranges.push([first, first + [...run].length - 1]);
    }
  }
  return charsOf(ranges);
}

/** A block holds high surrogates or low ones, never both, so that no two become a pair. */
const BLOCK = 0x400;
