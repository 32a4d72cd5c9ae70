/** Integer pictures as XPath's format-integer has them: `1`, `001`, `#,##0`, `i`, `A`, `Ww;o`. */
import { JsonataError } from '../errors.ts';
import { regularInterval } from './grouping.ts';

export type LetterCase = 'upper' | 'lower' | 'title';

export type Separator = { readonly position: number; readonly character: string };

export type DecimalPicture = {
  readonly kind: 'decimal';
  readonly ordinal: boolean;
  /** Code point of the digit zero of the picture's family of digits. */
  readonly zero: number;
  readonly mandatoryDigits: number;
  readonly optionalDigits: number;
  /** Every separator, counted in digits from the right; `interval` when they are regular. */
  readonly separators: readonly Separator[];
  readonly interval: number;
  /** How many digits to read, where nothing else marks the end. */
  readonly parseWidth?: number;
};

export type IntegerPicture =
  | DecimalPicture
  | { readonly kind: 'letters' | 'roman'; readonly letterCase: LetterCase }
  | { readonly kind: 'words'; readonly letterCase: LetterCase; readonly ordinal: boolean }
  | { readonly kind: 'sequence'; readonly token: string };

const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

export function parseIntegerPicture(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(';');
  const format = semicolon < 0 ? picture : picture.slice(0, semicolon);
  const ordinal = semicolon >= 0 && picture[semicolon + 1] === 'o';
  switch (format) {
    case 'A':
    case 'a':
      return { kind: 'letters', letterCase: format === 'A' ? 'upper' : 'lower' };
    case 'I':
    case 'i':
      return { kind: 'roman', letterCase: format === 'I' ? 'upper' : 'lower' };
    case 'W':
    case 'w':
      return { kind: 'words', letterCase: format === 'W' ? 'upper' : 'lower', ordinal };
    case 'Ww':
      return { kind: 'words', letterCase: 'title', ordinal };
    default:
      return parseDecimalPicture(format, ordinal);
  }
}

function parseDecimalPicture(format: string, ordinal: boolean): IntegerPicture {
  let zero: number | undefined;
  let mandatoryDigits = 0;
  let optionalDigits = 0;
  const separators: Separator[] = [];
  for (const character of Array.from(format).reverse()) {
    const code = character.codePointAt(0) ?? 0;
    const family = ZEROS.find((first) => code >= first && code <= first + 9);
    if (family !== undefined) {
      if (zero !== undefined && zero !== family) {
        throw new JsonataError('D3131');
      }
      zero = family;
      mandatoryDigits += 1;
    } else if (character === '#') {
      optionalDigits += 1;
    } else {
      separators.push({ position: mandatoryDigits + optionalDigits, character });
    }
  }
  if (zero === undefined) {
    return { kind: 'sequence', token: format };
  }
  const isUniform = separators.every(({ character }) => character === separators[0]?.character);
  const interval = isUniform ? regularInterval(separators.map(({ position }) => position)) : 0;
  return { kind: 'decimal', ordinal, zero, mandatoryDigits, optionalDigits, separators, interval };
}
