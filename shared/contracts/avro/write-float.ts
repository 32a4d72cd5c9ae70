import type { TextWriter } from './text-writer.ts';

const MINUS = 0x2d;
const POINT = 0x2e;

const BILLION = 1_000_000_000;
const PLACES_OF_BILLIONTHS = 9;
/** Below it JavaScript writes an exponent. */
const LEAST = 1e-6;
/** From it on billionths have more than 15 digits. */
const END = 1e6;

/**
 * Writes a number as JavaScript spells it, which is with the fewest digits that name it; as a string if it is not finite.
 *
 * Most numbers are somebody's decimals, such as prices and places. Those are found by one division, where `String` searches
 * and makes a text: different decimals of at most 15 digits are different doubles, so one that gives the number is the
 * shortest.
 */
export function writeFloat(to: TextWriter, number: number): void {
  const size = Math.abs(number);
  const billionths = Math.round(size * BILLION);
  if (!(size >= LEAST && size < END && billionths / BILLION === size)) {
    to.ascii(Number.isFinite(number) ? `${number}` : `"${number}"`);
    return;
  }
  if (number < 0) to.letter(MINUS);
  const whole = size | 0;
  to.integer(whole);
  writeFraction(to, (billionths - whole * BILLION) | 0);
}

function writeFraction(to: TextWriter, billionths: number): void {
  if (billionths === 0) return;
  let digits = billionths;
  let places = PLACES_OF_BILLIONTHS;
  // Most have few places.
  if (((digits / 10_000) | 0) * 10_000 === digits) {
    digits = (digits / 10_000) | 0;
    places -= 4;
  }
  for (let tenth = (digits / 10) | 0; tenth * 10 === digits; tenth = (digits / 10) | 0) {
    digits = tenth;
    places--;
  }
  to.letter(POINT);
  to.digits(digits, places);
}
