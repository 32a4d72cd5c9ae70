/** `$formatNumber`: pictures as XPath's format-number has them (F&O 3.1, section 4.7). */
import { JsonataError } from '../errors.ts';
import type { MessageCode } from '../messages.ts';
import type { Run } from '../run.ts';
import type { Value } from '../values.ts';
import { chargePicture } from './charge-picture.ts';
import { regularInterval } from './grouping.ts';
import { roundHalfEven } from './round.ts';

const DEFAULTS = {
  'decimal-separator': '.',
  'grouping-separator': ',',
  'exponent-separator': 'e',
  infinity: 'Infinity',
  'minus-sign': '-',
  NaN: 'NaN',
  percent: '%',
  'per-mille': '\u2030',
  'zero-digit': '0',
  digit: '#',
  'pattern-separator': ';',
};
type Properties = typeof DEFAULTS;

/** Number.prototype.toFixed takes no more. */
const MAX_FRACTION_DIGITS = 100;

type Parts = {
  readonly picture: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly integer: string;
  readonly fraction: string;
  readonly exponent: string | undefined;
};

type Layout = {
  readonly parts: Parts;
  readonly prefix: string;
  readonly integerGroups: readonly number[];
  readonly regularGroup: number;
  readonly fractionGroups: readonly number[];
  readonly minInteger: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  readonly minExponent: number;
  readonly scaling: number;
};

export function formatNumber(run: Run, value: number, picture: string, options: object | undefined): Value {
  const properties: Properties = { ...DEFAULTS, ...options };
  chargePicture(run, picture);
  const pictures = picture.split(properties['pattern-separator']);
  if (pictures.length > 2) {
    throw new JsonataError('D3080');
  }
  const layouts = pictures.map((text) => {
    const parts = splitParts(text, properties);
    validate(parts, properties);
    return analyse(parts, properties);
  });
  const [positive, negative] = layouts as [Layout, Layout | undefined];
  if (value >= 0) {
    return render(value, positive, properties);
  }
  return render(value, negative ?? { ...positive, prefix: properties['minus-sign'] + positive.prefix }, properties);
}

function isDigit(character: string, properties: Properties): boolean {
  const offset = character.charCodeAt(0) - properties['zero-digit'].charCodeAt(0);
  return offset >= 0 && offset <= 9;
}

function isActive(character: string, properties: Properties): boolean {
  return (
    isDigit(character, properties) ||
    character === properties['decimal-separator'] ||
    character === properties['exponent-separator'] ||
    character === properties['grouping-separator'] ||
    character === properties.digit ||
    character === properties['pattern-separator']
  );
}

function count(text: string, test: (character: string) => boolean): number {
  return text.split('').filter(test).length;
}

function splitParts(picture: string, properties: Properties): Parts {
  const exponentMark = properties['exponent-separator'];
  const bounds = (character: string): boolean => isActive(character, properties) && character !== exponentMark;
  const characters = picture.split('');
  const first = characters.findIndex(bounds);
  const last = characters.findLastIndex(bounds);
  const prefix = picture.slice(0, Math.max(first, 0));
  const suffix = last < 0 ? '' : picture.slice(last + 1);
  const active = picture.slice(prefix.length, picture.length - suffix.length);
  const exponentAt = picture.indexOf(exponentMark, prefix.length);
  const hasExponent = exponentAt >= 0 && exponentAt <= picture.length - suffix.length;
  const mantissa = hasExponent ? active.slice(0, exponentAt) : active;
  const pointAt = mantissa.indexOf(properties['decimal-separator']);
  return {
    picture,
    prefix,
    suffix,
    active,
    mantissa,
    integer: pointAt < 0 ? mantissa : mantissa.slice(0, pointAt),
    fraction: pointAt < 0 ? '' : mantissa.slice(pointAt + 1),
    exponent: hasExponent ? active.slice(exponentAt + 1) : undefined,
  };
}

type Rule = readonly [MessageCode, (parts: Parts, properties: Properties) => boolean];

const isRepeated = (text: string, mark: string): boolean => text.indexOf(mark) !== text.lastIndexOf(mark);

/** Section 4.7.3. Where several are broken, the last one is reported. */
const RULES: readonly Rule[] = [
  ['D3081', ({ picture }, properties) => isRepeated(picture, properties['decimal-separator'])],
  ['D3082', ({ picture }, properties) => isRepeated(picture, properties.percent)],
  ['D3083', ({ picture }, properties) => isRepeated(picture, properties['per-mille'])],
  [
    'D3084',
    ({ picture }, { percent, 'per-mille': perMille }) => picture.includes(percent) && picture.includes(perMille),
  ],
  ['D3085', ({ mantissa }, properties) => countDigits(mantissa, properties, true) === 0],
  ['D3086', ({ active }, properties) => count(active, (character) => !isActive(character, properties)) > 0],
  ['D3087', ({ picture }, properties) => isGroupBesidePoint(picture, properties)],
  [
    'D3088',
    ({ picture, integer }, properties) =>
      !picture.includes(properties['decimal-separator']) && integer.endsWith(properties['grouping-separator']),
  ],
  ['D3089', ({ picture }, properties) => picture.includes(properties['grouping-separator'].repeat(2))],
  ['D3090', ({ integer }, properties) => countDigits(before(integer, properties.digit), properties, false) > 0],
  ['D3091', ({ fraction }, properties) => countDigits(after(fraction, properties.digit), properties, false) > 0],
  [
    'D3092',
    ({ picture, exponent }, { percent, 'per-mille': perMille }) =>
      Boolean(exponent) && (picture.includes(percent) || picture.includes(perMille)),
  ],
  [
    'D3093',
    ({ exponent }, properties) =>
      exponent !== undefined && (exponent === '' || countDigits(exponent, properties, false) < exponent.length),
  ],
];

function validate(parts: Parts, properties: Properties): void {
  const broken = RULES.findLast(([, isBroken]) => isBroken(parts, properties));
  if (broken !== undefined) {
    throw new JsonataError(broken[0]);
  }
}

function isGroupBesidePoint(picture: string, properties: Properties): boolean {
  const pointAt = picture.indexOf(properties['decimal-separator']);
  const group = properties['grouping-separator'];
  return pointAt >= 0 && (picture[pointAt - 1] === group || picture[pointAt + 1] === group);
}

const before = (text: string, mark: string): string => text.slice(0, Math.max(text.indexOf(mark), 0));
const after = (text: string, mark: string): string => (text.includes(mark) ? text.slice(text.lastIndexOf(mark)) : '');

function countDigits(text: string, properties: Properties, withOptional: boolean): number {
  return count(text, (character) => isDigit(character, properties) || (withOptional && character === properties.digit));
}

/** Section 4.7.4. */
function analyse(parts: Parts, properties: Properties): Layout {
  const { integer, fraction, exponent, prefix } = parts;
  const separator = properties['grouping-separator'];
  const integerGroups = groupingPositions(integer, integer, separator).map((at) =>
    countDigits(integer.slice(at), properties, true),
  );
  const fractionGroups = groupingPositions(fraction, integer, separator).map((at) =>
    countDigits(fraction.slice(0, at), properties, true),
  );
  const scaling = countDigits(integer, properties, false);
  const maxFraction = countDigits(fraction, properties, true);
  const layout = {
    parts,
    prefix,
    integerGroups,
    regularGroup: regularInterval(integerGroups),
    fractionGroups,
    minInteger: scaling,
    minFraction: countDigits(fraction, properties, false),
    maxFraction,
    minExponent: exponent === undefined ? 0 : countDigits(exponent, properties, false),
    scaling,
  };
  return withMinimumSizes(layout, integer.includes(properties.digit));
}

/** As in the package, which looks for the separators after the first in the integer part, whichever the part is. */
function groupingPositions(part: string, integer: string, separator: string): number[] {
  const positions: number[] = [];
  for (let at = part.indexOf(separator); at >= 0; at = integer.indexOf(separator, at + 1)) {
    positions.push(at);
  }
  return positions;
}

function withMinimumSizes(layout: Layout, hasOptionalInteger: boolean): Layout {
  let { minInteger, minFraction, maxFraction } = layout;
  const hasExponent = layout.parts.exponent !== undefined;
  if (minInteger === 0 && maxFraction === 0) {
    if (hasExponent) {
      minFraction = 1;
      maxFraction = 1;
    } else {
      minInteger = 1;
    }
  }
  if (hasExponent && minInteger === 0 && hasOptionalInteger) {
    minInteger = 1;
  }
  if (minInteger === 0 && minFraction === 0) {
    minFraction = 1;
  }
  return { ...layout, minInteger, minFraction, maxFraction };
}

/** Section 4.7.5. */
function render(value: number, layout: Layout, properties: Properties): string {
  const { picture, suffix } = layout.parts;
  const { mantissa, exponent } = scale(value * factorOf(picture, properties), layout);
  const fixed = digitsOf(roundHalfEven(mantissa, layout.maxFraction), layout.maxFraction, properties);
  const zero = properties['zero-digit'];
  const [whole = '', fraction = ''] = fixed.split('.');
  const point = properties['decimal-separator'];
  const digits = stripStart(whole, zero).padStart(layout.minInteger, zero);
  const decimals = stripEnd(fraction, zero).padEnd(layout.minFraction, zero);
  const grouped = groupFraction(groupInteger(digits + point + decimals, layout, properties), layout, properties);
  // A picture without a point takes the last character away, as the package does, whether it is the point or not.
  const isPointless = !picture.includes(point) || grouped.indexOf(point) === grouped.length - 1;
  return (
    layout.prefix +
    (isPointless ? grouped.slice(0, -1) : grouped) +
    renderExponent(exponent, layout, properties) +
    suffix
  );
}

function factorOf(picture: string, properties: Properties): number {
  if (picture.includes(properties.percent)) {
    return 100;
  }
  return picture.includes(properties['per-mille']) ? 1000 : 1;
}

function scale(value: number, layout: Layout): { mantissa: number; exponent: number | undefined } {
  if (layout.minExponent === 0) {
    return { mantissa: value, exponent: undefined };
  }
  let mantissa = value;
  let exponent = 0;
  while (mantissa !== 0 && Math.abs(mantissa) < 10 ** (layout.scaling - 1)) {
    mantissa *= 10;
    exponent -= 1;
  }
  while (Math.abs(mantissa) > 10 ** layout.scaling) {
    mantissa /= 10;
    exponent += 1;
  }
  return { mantissa, exponent };
}

function renderExponent(exponent: number | undefined, layout: Layout, properties: Properties): string {
  if (exponent === undefined) {
    return '';
  }
  const digits = digitsOf(exponent, 0, properties).padStart(layout.minExponent, properties['zero-digit']);
  return properties['exponent-separator'] + (exponent < 0 ? properties['minus-sign'] : '') + digits;
}

function digitsOf(value: number, fractionDigits: number, properties: Properties): string {
  const offset = properties['zero-digit'].charCodeAt(0) - 48;
  const text = Math.abs(value).toFixed(Math.min(fractionDigits, MAX_FRACTION_DIGITS));
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + offset));
}

/** Separators that stand at no regular interval may come to stand before the number, as in the package. */
function groupInteger(text: string, { regularGroup, integerGroups }: Layout, properties: Properties): string {
  const pointAt = text.indexOf(properties['decimal-separator']);
  const count = regularGroup > 0 ? Math.floor((pointAt - 1) / regularGroup) : 0;
  const positions =
    regularGroup > 0
      ? Array.from({ length: Math.max(count, 0) }, (_, index) => pointAt - (index + 1) * regularGroup)
      : integerGroups.map((position, index) => pointAt + index - position);
  return insertAt(text, positions, properties['grouping-separator']);
}

function groupFraction(text: string, { fractionGroups }: Layout, properties: Properties): string {
  const pointAt = text.indexOf(properties['decimal-separator']);
  const positions = fractionGroups.map((position) => pointAt + 1 + position);
  return insertAt(text, positions, properties['grouping-separator']);
}

function insertAt(text: string, positions: readonly number[], separator: string): string {
  return positions.reduce((result, at) => result.slice(0, at) + separator + result.slice(at), text);
}

function stripStart(text: string, zero: string): string {
  const first = text.split('').findIndex((character) => character !== zero);
  return first < 0 ? '' : text.slice(first);
}

function stripEnd(text: string, zero: string): string {
  return text.slice(0, text.split('').findLastIndex((character) => character !== zero) + 1);
}
