/** Date and time pictures as XPath's format-dateTime has them: literal text and `[Y0001]`-like markers. */
import { JsonataError } from '../errors.ts';
import { MAX_PICTURE_CHARACTERS } from './charge-picture.ts';
import { type IntegerPicture, type LetterCase, parseIntegerPicture } from './integer-picture.ts';

export type DateMarker = {
  readonly kind: 'marker';
  readonly component: string;
  readonly minWidth: number | undefined;
  readonly maxWidth: number | undefined;
  /** Names instead of numbers, in this case. */
  readonly names: LetterCase | undefined;
  readonly integer: IntegerPicture | undefined;
  /** `t`: a zone of zero is written as Z. */
  readonly isTraditional: boolean;
  /** How many digits of the year are shown; undefined: all. */
  readonly yearDigits: number | undefined;
};

export type DatePart = { readonly kind: 'literal'; readonly text: string } | DateMarker;

const DEFAULT_PRESENTATION: Readonly<Record<string, string>> = {
  ...{ Y: '1', M: '1', D: '1', d: '1', F: 'n', W: '1', w: '1', X: '1', x: '1', H: '1', h: '1', P: 'n', m: '01' },
  ...{ s: '01', f: '1', Z: '01:01', z: '01:01', C: 'n', E: 'n' },
};

const INTEGER_COMPONENTS = 'YMDdFWwXxHhmsf';

export function parseDatePicture(picture: string): DatePart[] {
  const parts: DatePart[] = [];
  let start = 0;
  const endLiteral = (end: number): void => {
    if (end > start) {
      parts.push({ kind: 'literal', text: picture.slice(start, end).replaceAll(']]', ']') });
    }
  };
  for (let open = picture.indexOf('['); open >= 0; open = picture.indexOf('[', start)) {
    endLiteral(open);
    if (picture[open + 1] === '[') {
      parts.push({ kind: 'literal', text: '[' });
      start = open + 2;
      continue;
    }
    const close = picture.indexOf(']', open);
    if (close < 0) {
      throw new JsonataError('D3135');
    }
    const marker = parseMarker(picture.slice(open + 1, close).replace(/\s+/g, ''));
    if (marker.integer !== undefined && INTEGER_COMPONENTS.includes(marker.component)) {
      fixWidthOfPrevious(parts);
    }
    parts.push(marker);
    start = close + 1;
  }
  endLiteral(picture.length);
  return parts;
}

/** Where two integers stand side by side, the first is read by its number of digits. */
function fixWidthOfPrevious(parts: DatePart[]): void {
  const previous = parts.at(-1);
  if (previous?.kind === 'marker' && previous.integer?.kind === 'decimal') {
    const integer = { ...previous.integer, parseWidth: previous.integer.mandatoryDigits };
    parts[parts.length - 1] = { ...previous, integer };
  }
}

function parseMarker(marker: string): DateMarker {
  const component = marker.charAt(0);
  const comma = marker.lastIndexOf(',');
  const [minWidth, maxWidth] = comma < 0 ? [] : parseWidths(marker.slice(comma + 1));
  const modifiers = comma < 0 ? marker.slice(1) : marker.slice(1, comma);
  const hasSecond = modifiers.length > 1 && 'atco'.includes(modifiers.slice(-1));
  const second = hasSecond ? modifiers.slice(-1) : '';
  const first = hasSecond ? modifiers.slice(0, -1) : modifiers || DEFAULT_PRESENTATION[component];
  if (first === undefined) {
    throw new JsonataError('D3132', { value: component });
  }
  const names = nameCase(first);
  const picture = second === '' ? first : `${first};${second}`;
  const isZone = component === 'Z' || component === 'z';
  const integer = names === undefined || isZone ? integerOf(component, first, picture, minWidth, maxWidth) : undefined;
  return {
    kind: 'marker',
    component,
    minWidth,
    maxWidth,
    names,
    integer,
    isTraditional: second === 't',
    yearDigits: component === 'Y' ? yearDigits(integer, maxWidth) : undefined,
  };
}

/** Zones have no widths, and in them `t` is no part of the integer. */
function integerOf(
  component: string,
  first: string,
  picture: string,
  minWidth: number | undefined,
  maxWidth: number | undefined,
): IntegerPicture | undefined {
  if (component === 'Z' || component === 'z') {
    return parseIntegerPicture(first);
  }
  return INTEGER_COMPONENTS.includes(component)
    ? withWidths(parseIntegerPicture(picture), component, minWidth, maxWidth)
    : undefined;
}

function parseWidths(text: string): [number | undefined, number | undefined] {
  const [min, max] = text.split('-');
  const read = (width: string | undefined): number | undefined =>
    width === undefined || width === '*' ? undefined : boundedWidth(Number.parseInt(width, 10));
  return [read(min), read(max)];
}

function boundedWidth(width: number): number {
  if (width > MAX_PICTURE_CHARACTERS) {
    throw new JsonataError('memory');
  }
  return width;
}

function nameCase(presentation: string): LetterCase | undefined {
  if (presentation.startsWith('n')) {
    return 'lower';
  }
  if (presentation.startsWith('N')) {
    return presentation.startsWith('Nn') ? 'title' : 'upper';
  }
  return undefined;
}

function withWidths(
  picture: IntegerPicture,
  component: string,
  min: number | undefined,
  max: number | undefined,
): IntegerPicture {
  if (picture.kind !== 'decimal') {
    return picture;
  }
  const wanted = component === 'Y' && max !== undefined ? max : Math.max(picture.mandatoryDigits, min ?? 0);
  return { ...picture, mandatoryDigits: wanted };
}

function yearDigits(picture: IntegerPicture | undefined, max: number | undefined): number | undefined {
  if (max !== undefined) {
    return max;
  }
  const width = picture?.kind === 'decimal' ? picture.mandatoryDigits + picture.optionalDigits : 0;
  return width >= 2 ? width : undefined;
}
