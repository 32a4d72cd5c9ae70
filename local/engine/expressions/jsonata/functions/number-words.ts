/** Numbers in English words, Roman numerals and letters, both ways. */

const CARDINALS = [
  ...['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'],
  ...['Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen'],
];
const ORDINALS = [
  ...['Zeroth', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'],
  ...['Eleventh', 'Twelfth', 'Thirteenth', 'Fourteenth', 'Fifteenth', 'Sixteenth', 'Seventeenth', 'Eighteenth'],
  'Nineteenth',
];
const TENS = ['Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];
const MAGNITUDES = ['Thousand', 'Million', 'Billion', 'Trillion'];

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

export function toWords(value: number, ordinal: boolean): string {
  return words(value, '', ordinal);
}

function words(value: number, lead: '' | ' and ' | ', ', ordinal: boolean): string {
  if (value < 100) {
    return (lead && ' and ') + wordsBelowHundred(value, ordinal);
  }
  const magnitude = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), MAGNITUDES.length);
  const factor = magnitude === 0 ? 100 : 10 ** (magnitude * 3);
  const mantissa = Math.floor(value / factor);
  const rest = value - mantissa * factor;
  const name = magnitude === 0 ? 'Hundred' : MAGNITUDES[magnitude - 1];
  const ending = rest > 0 ? words(rest, ', ', ordinal) : ordinalEnding(ordinal);
  return `${lead && ', '}${words(mantissa, '', false)} ${name}${ending}`;
}

function ordinalEnding(ordinal: boolean): string {
  return ordinal ? 'th' : '';
}

function wordsBelowHundred(value: number, ordinal: boolean): string {
  if (value < 20) {
    return (ordinal ? ORDINALS : CARDINALS)[value] ?? '';
  }
  const tens = TENS[Math.floor(value / 10) - 2] ?? '';
  if (value % 10 > 0) {
    return `${tens}-${wordsBelowHundred(value % 10, ordinal)}`;
  }
  return ordinal ? tens.replace(/y$/, 'ieth') : tens;
}

const WORD_VALUES: ReadonlyMap<string, number> = new Map([
  ...CARDINALS.map((word, value) => [word.toLowerCase(), value] as const),
  ...ORDINALS.map((word, value) => [word.toLowerCase(), value] as const),
  ...[...TENS, 'Hundred'].flatMap((word, index) => {
    const lower = word.toLowerCase();
    return [[lower, (index + 2) * 10] as const, [lower.replace(/.$/, 'ieth'), (index + 2) * 10] as const];
  }),
  ['hundredth', 100],
  ...MAGNITUDES.flatMap((word, index) => {
    const lower = word.toLowerCase();
    return [[lower, 1000 ** (index + 1)] as const, [`${lower}th`, 1000 ** (index + 1)] as const];
  }),
]);

/** What a number in words may consist of, as the source of a regular expression. */
export const WORDS_PATTERN = `(?:${[...WORD_VALUES.keys(), 'and', '[\\-, ]'].join('|')})+`;

export function fromWords(text: string): number {
  const segments = [0];
  for (const word of text.toLowerCase().split(/,\s|\sand\s|[\s\\-]/)) {
    const value = WORD_VALUES.get(word) ?? Number.NaN;
    const top = segments.pop() ?? 0;
    if (value < 100) {
      segments.push(...(top >= 1000 ? [top, value] : [top + value]));
    } else {
      segments.push(top * value);
    }
  }
  return segments.reduce((sum, segment) => sum + segment, 0);
}

/** Of a numeral's value: what is greater is written with so many more of it. */
export const LARGEST_ROMAN = 1000;

export function toRoman(value: number): string {
  let rest = value;
  let roman = '';
  for (const [size, numeral] of ROMAN) {
    roman += numeral.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return roman;
}

const ROMAN_DIGITS: ReadonlyMap<string, number> = new Map([
  ...ROMAN.filter(([, numeral]) => numeral.length === 1).map(
    ([value, numeral]) => [numeral.toUpperCase(), value] as const,
  ),
]);

/** Reads capitals, from the right: a digit below the greatest so far is taken away. */
export function fromRoman(text: string): number {
  let total = 0;
  let greatest = 1;
  for (const digit of text.split('').reverse()) {
    const value = ROMAN_DIGITS.get(digit) ?? Number.NaN;
    total += value < greatest ? -value : value;
    greatest = Math.max(greatest, value);
  }
  return total;
}

/** a, b, … z, aa, ab, … */
export function toLetters(value: number, first: 'A' | 'a'): string {
  let letters = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(((rest - 1) % 26) + first.charCodeAt(0)) + letters;
  }
  return letters;
}

export function fromLetters(text: string, first: 'A' | 'a'): number {
  const letters = text.split('').reverse();
  return letters.reduce(
    (value, letter, place) => value + (letter.charCodeAt(0) - first.charCodeAt(0) + 1) * 26 ** place,
    0,
  );
}
