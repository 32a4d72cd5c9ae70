import { JsonataError } from '../errors.ts';
import type { Run } from '../run.ts';
import type { Value } from '../values.ts';
import { chargePicture } from './charge-picture.ts';
import { type DecimalPicture, type IntegerPicture, type LetterCase, parseIntegerPicture } from './integer-picture.ts';
import {
  fromLetters,
  fromRoman,
  fromWords,
  LARGEST_ROMAN,
  toLetters,
  toRoman,
  toWords,
  WORDS_PATTERN,
} from './number-words.ts';

export function formatInteger(run: Run, value: number, picture: string): Value {
  chargePicture(run, picture);
  const parsed = parseIntegerPicture(picture);
  if (parsed.kind === 'roman') {
    run.chargeCharacters(Math.abs(value) / LARGEST_ROMAN);
  }
  return renderInteger(Math.floor(value), parsed);
}

export function parseInteger(run: Run, text: string, picture: string): Value {
  chargePicture(run, picture, text);
  return integerReader(parseIntegerPicture(picture)).read(text);
}

export function renderInteger(value: number, picture: IntegerPicture): string {
  return (value < 0 ? '-' : '') + renderMagnitude(Math.abs(value), picture);
}

function renderMagnitude(value: number, picture: IntegerPicture): string {
  switch (picture.kind) {
    case 'letters':
      return toLetters(value, picture.letterCase === 'upper' ? 'A' : 'a');
    case 'roman':
      return inCase(toRoman(value), picture.letterCase);
    case 'words':
      return inCase(toWords(value, picture.ordinal), picture.letterCase);
    case 'decimal':
      return renderDecimal(value, picture);
    case 'sequence':
      throw new JsonataError('D3130', { value: picture.token });
  }
}

export function inCase(text: string, letterCase: LetterCase): string {
  switch (letterCase) {
    case 'upper':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'title':
      return text;
  }
}

function renderDecimal(value: number, picture: DecimalPicture): string {
  const digits = String(value)
    .padStart(picture.mandatoryDigits, '0')
    .replace(/[0-9]/g, (digit) => String.fromCodePoint(Number(digit) + picture.zero));
  const grouped = group(digits, picture);
  return picture.ordinal ? grouped + ordinalSuffix(grouped) : grouped;
}

function group(digits: string, { interval, separators }: DecimalPicture): string {
  const character = separators[0]?.character ?? '';
  const count = interval > 0 ? Math.floor((digits.length - 1) / interval) : 0;
  const all =
    interval > 0
      ? Array.from({ length: count }, (_, index) => ({ position: (index + 1) * interval, character }))
      : separators;
  // From the left: what is put in never stands to the right of the next one's place.
  return all.reduceRight((text, separator) => {
    const at = Math.max(text.length - separator.position, 0);
    return text.slice(0, at) + separator.character + text.slice(at);
  }, digits);
}

function ordinalSuffix(digits: string): string {
  const isTeen = digits.length > 1 && digits.at(-2) === '1';
  return isTeen ? 'th' : (({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<string, string>)[digits.at(-1) ?? ''] ?? 'th');
}

/** How such an integer looks in a text, and how it is read from there. */
export type IntegerReader = { readonly pattern: string; readonly read: (text: string) => number };

export function integerReader(picture: IntegerPicture): IntegerReader {
  switch (picture.kind) {
    case 'letters': {
      const isUpper = picture.letterCase === 'upper';
      return { pattern: isUpper ? '[A-Z]+' : '[a-z]+', read: (text) => fromLetters(text, isUpper ? 'A' : 'a') };
    }
    case 'roman':
      return picture.letterCase === 'upper'
        ? { pattern: '[MDCLXVI]+', read: fromRoman }
        : { pattern: '[mdclxvi]+', read: (text) => fromRoman(text.toUpperCase()) };
    case 'words':
      return { pattern: WORDS_PATTERN, read: fromWords };
    case 'decimal':
      return {
        pattern: `[0-9]${picture.parseWidth === undefined ? '+' : `{${picture.parseWidth}}`}${picture.ordinal ? '(?:th|st|nd|rd)' : ''}`,
        read: (text) => readDecimal(text, picture),
      };
    case 'sequence':
      throw new JsonataError('D3130', { value: picture.token });
  }
}

function readDecimal(text: string, picture: DecimalPicture): number {
  let digits = picture.ordinal ? text.slice(0, -2) : text;
  for (const character of picture.interval > 0 ? [','] : picture.separators.map((separator) => separator.character)) {
    digits = digits.replaceAll(character, '');
  }
  const offset = picture.zero - 0x30;
  const ascii = Array.from(digits, (digit) => String.fromCodePoint(Math.max((digit.codePointAt(0) ?? 0) - offset, 0)));
  return Number.parseInt(ascii.join(''), 10);
}
