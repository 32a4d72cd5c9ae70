import { JsonataError } from '../errors.ts';
import { Regex } from '../regex-function.ts';
import type { Run } from '../run.ts';
import { chargePicture } from './charge-picture.ts';
import { readComponent } from './date-components.ts';
import { type DateMarker, type DatePart, parseDatePicture } from './date-picture.ts';
import { namesOf } from './format-date.ts';
import { type IntegerReader, integerReader } from './integers.ts';

/** A name that is none of the component's leaves it undefined. */
type Components = { [component: string]: number | undefined };
type PartReader = {
  readonly pattern: string;
  readonly read: (text: string) => number | undefined;
  readonly component: string | undefined;
};

/**
 * Date and time by the components that may be given, and as they are filled in, most significant first. That of a day of
 * the year has a day of the month, as in the package.
 */
const DATES = [
  { given: 'YMD', order: 'YMD' },
  { given: 'Yd', order: 'YD' },
  { given: 'XxwF', order: 'XxwF' },
  { given: 'XWF', order: 'XWF' },
] as const;
const TIMES = ['Hmsf', 'Phmsf'] as const;

/**
 * Reads an instant by a picture; undefined when the text does not match. What stands left of the given components is
 * taken from the run's time, what stands right of them is zero; gaps between them, and weeks, are D3136.
 */
export function parseDate(run: Run, text: string, picture: string): number | undefined {
  chargePicture(run, picture, text);
  const readers = parseDatePicture(picture).map(partReader);
  const regex = new Regex(new RegExp(`^${readers.map(({ pattern }) => `(${pattern})`).join('')}$`, 'i'));
  const match = regex.over(text, run).find(0);
  if (match === undefined) {
    return undefined;
  }
  const components: Components = {};
  readers.forEach(({ component, read }, index) => {
    if (component !== undefined) {
      components[component] = read(match.groups[index] ?? '');
    }
  });
  return Object.keys(components).length === 0 ? undefined : toMillis(components, run.at);
}

function partReader(part: DatePart): PartReader {
  if (part.kind === 'literal') {
    return { pattern: part.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), read: () => 0, component: undefined };
  }
  const { component, integer } = part;
  if (component === 'Z' || component === 'z') {
    return { ...zoneReader(part), component };
  }
  if (component === 'f') {
    return { pattern: '[0-9]+', read: (text) => Number(`0.${text.slice(0, 3)}`) * 1000, component };
  }
  return { ...(integer === undefined ? nameReader(part) : integerReader(integer)), component };
}

function zoneReader({ component, integer }: DateMarker): IntegerReader {
  const separator = integer?.kind === 'decimal' && integer.interval > 0 ? integer.separators[0]?.character : undefined;
  const prefix = component === 'z' ? 'GMT' : '';
  const read = (text: string): number => {
    const zone = text.slice(prefix.length);
    const split = separator === undefined ? Math.min(zone.length, 3) : zone.indexOf(separator);
    const minutes = Number.parseInt(zone.slice(separator === undefined ? split : split + 1), 10) || 0;
    return Number.parseInt(zone.slice(0, split), 10) * 60 + minutes;
  };
  return { pattern: `${prefix}[-+][0-9]+${separator === undefined ? '' : `${separator}[0-9]+`}`, read };
}

const HALVES: ReadonlyMap<string, number> = new Map([
  ['am', 0],
  ['AM', 0],
  ['pm', 1],
  ['PM', 1],
]);

function nameReader({ component, maxWidth }: DateMarker): Omit<PartReader, 'component'> {
  const pattern = '[a-zA-Z]+';
  if (component === 'P') {
    return { pattern, read: (text) => HALVES.get(text) };
  }
  const names = namesOf(component).map((name) => name.slice(0, maxWidth ?? name.length));
  return {
    pattern,
    read: (text) => {
      // Cut to few letters several names are one: the last counts.
      const index = names.lastIndexOf(text);
      return index < 0 ? undefined : index + 1;
    },
  };
}

function toMillis(given: Components, at: number): number {
  const date = DATES.find((form) => isForm(given, form.given, 'YXMxWwdD', 'F')) ?? DATES[0];
  const time = TIMES.find((components) => isForm(given, components, 'PHhmsf', '')) ?? 'Hmsf';
  const filled = fillIn(given, date.order + time, at);
  if (date.order.includes('X')) {
    throw new JsonataError('D3136');
  }
  const { Y = 0, M = 0, D = 1, H = 0, h = 0, m = 0, s = 0, f = 0, Z, z } = filled;
  const [month, day] = date.given === 'Yd' ? dayOfYear(Y, given.d ?? 1) : [Math.max(M - 1, 0), D];
  // A half of the day that is not given is the first, whatever the time is now.
  const hour = time === 'Phmsf' ? (h === 12 ? 0 : h) + (given.P === 1 ? 12 : 0) : H;
  return Date.UTC(Y, month, day, hour, m, s, f) - (Z || z || 0) * 60_000;
}

/** Month and day of the month. Of a day beyond the year's end they are those of another year, in this one. */
function dayOfYear(year: number, day: number): [month: number, day: number] {
  const date = new Date(Date.UTC(year, 0, day));
  return [date.getUTCMonth(), date.getUTCDate()];
}

/** Whether the components given are all of this form, at least one is, and none is of another. */
function isForm(given: Components, form: string, all: string, ignored: string): boolean {
  const present = all.split('').filter((component) => given[component]);
  return present.length > 0 && present.every((component) => form.includes(component) && component !== ignored);
}

function fillIn(given: Components, order: string, at: number): Components {
  const filled: Components = { ...given };
  const now = new Date(at);
  let started = false;
  let ended = false;
  for (const component of order) {
    if (given[component] !== undefined) {
      if (ended) {
        throw new JsonataError('D3136');
      }
      started = true;
    } else if (started) {
      filled[component] = 'MDd'.includes(component) ? 1 : 0;
      ended = true;
    } else {
      filled[component] = readComponent(now, component);
    }
  }
  return filled;
}
