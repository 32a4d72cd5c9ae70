import { JsonataError } from '../errors.ts';
import type { Run } from '../run.ts';
import { chargePicture } from './charge-picture.ts';
import { MONTHS, readComponent, WEEKDAYS } from './date-components.ts';
import { type DateMarker, parseDatePicture } from './date-picture.ts';
import { type IntegerPicture, parseIntegerPicture } from './integer-picture.ts';
import { inCase, renderInteger } from './integers.ts';

const ISO_8601 = parseDatePicture('[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]');
const TWO_DIGITS = parseIntegerPicture('00');

/** Writes an instant in a zone (`+hhmm`, UTC when not given) by a picture (ISO 8601 when not given). */
export function formatDate(run: Run, millis: number, picture: string | undefined, zone: string | undefined): string {
  chargePicture(run, picture ?? '');
  const offset = zone === undefined ? 0 : Number.parseInt(zone, 10);
  const hours = Math.floor(offset / 100);
  const minutes = offset % 100;
  const local = new Date(millis + (60 * hours + minutes) * 60_000);
  const parts = picture === undefined ? ISO_8601 : parseDatePicture(picture);
  return parts
    .map((part) => (part.kind === 'literal' ? part.text : renderMarker(local, part, hours, minutes)))
    .join('');
}

function renderMarker(date: Date, marker: DateMarker, hours: number, minutes: number): string {
  switch (marker.component) {
    case 'Z':
    case 'z':
      return renderZone(marker, hours, minutes);
    case 'P': {
      const name = readComponent(date, 'P') === 1 ? 'pm' : 'am';
      return marker.names === 'upper' ? name.toUpperCase() : name;
    }
    case 'C':
    case 'E':
      return 'ISO';
    default:
      return marker.names === undefined || marker.component === 'f'
        ? renderNumber(date, marker)
        : renderName(date, marker, marker.names);
  }
}

function renderNumber(date: Date, marker: DateMarker): string {
  const value = readComponent(date, marker.component);
  const shown = marker.yearDigits === undefined ? value : value % 10 ** marker.yearDigits;
  return renderInteger(shown, marker.integer ?? TWO_DIGITS);
}

function renderName(
  date: Date,
  { component, names, maxWidth }: DateMarker,
  letterCase: NonNullable<typeof names>,
): string {
  const list = namesOf(component);
  const name = list[readComponent(date, component) - 1] ?? '';
  return inCase(name, letterCase).slice(0, maxWidth ?? name.length);
}

/** The names of a component's values; D3133 when it has none. */
export function namesOf(component: string): readonly string[] {
  switch (component) {
    case 'M':
    case 'x':
      return MONTHS;
    case 'F':
      return WEEKDAYS;
    default:
      throw new JsonataError('D3133', { value: component });
  }
}

function renderZone(marker: DateMarker, hours: number, minutes: number): string {
  const offset = hours * 100 + minutes;
  if (offset === 0 && marker.isTraditional) {
    return 'Z';
  }
  const picture = marker.integer ?? TWO_DIGITS;
  const sign = offset >= 0 ? '+' : '';
  return (marker.component === 'z' ? 'GMT' : '') + sign + renderOffset(picture, hours, minutes);
}

function renderOffset(picture: IntegerPicture, hours: number, minutes: number): string {
  const offset = hours * 100 + minutes;
  const digits = picture.kind === 'decimal' ? picture.mandatoryDigits : 0;
  if ((picture.kind === 'decimal' && picture.interval > 0) || digits === 3 || digits === 4) {
    return renderInteger(offset, picture);
  }
  if (digits !== 1 && digits !== 2) {
    throw new JsonataError('D3134', { value: digits });
  }
  return renderInteger(hours, picture) + (minutes === 0 ? '' : `:${renderInteger(minutes, TWO_DIGITS)}`);
}
