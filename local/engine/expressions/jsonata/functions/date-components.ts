/** The numbers that a date consists of, weeks by ISO 8601 and XPath's extension of them to months. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** Any month, counted from January of the year 0: what lies before and after it needs no cases. */
type Month = number;

const monthOf = (date: Date): Month => date.getUTCFullYear() * 12 + date.getUTCMonth();
const startOfMonth = (month: Month): number => utc(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
const startOfDay = (date: Date): number => Math.floor(date.getTime() / DAY_MS) * DAY_MS;

/** Date.UTC takes years below 100 for those of the last century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

/** Monday of the week that holds the first Thursday of the month. */
function startOfFirstWeek(month: Month): number {
  const first = startOfMonth(month);
  const weekday = new Date(first).getUTCDay() || 7;
  return weekday > 4 ? first + (8 - weekday) * DAY_MS : first - (weekday - 1) * DAY_MS;
}

/** Which week of the period, of `length` months, a date falls into. */
function weekOf(date: Date, start: Month, length: number): number {
  const today = startOfDay(date);
  const week = Math.floor((today - startOfFirstWeek(start)) / (7 * DAY_MS)) + 1;
  if (week < 1) {
    return weekOf(date, start - length, length);
  }
  return today >= startOfFirstWeek(start + length) ? 1 : week;
}

/** The period, of `length` months, that a date's week belongs to. */
function periodOf(date: Date, start: Month, length: number): Month {
  const now = date.getTime();
  if (now < startOfFirstWeek(start)) {
    return start - length;
  }
  return now >= startOfFirstWeek(start + length) ? start + length : start;
}

const yearStart = (date: Date): Month => date.getUTCFullYear() * 12;

const READERS: Readonly<Record<string, (date: Date) => number>> = {
  Y: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  D: (date) => date.getUTCDate(),
  d: (date) => (startOfDay(date) - startOfMonth(yearStart(date))) / DAY_MS + 1,
  F: (date) => date.getUTCDay() || 7,
  W: (date) => weekOf(date, yearStart(date), 12),
  w: (date) => weekOf(date, monthOf(date), 1),
  X: (date) => Math.floor(periodOf(date, yearStart(date), 12) / 12),
  x: (date) => (((periodOf(date, monthOf(date), 1) % 12) + 12) % 12) + 1,
  H: (date) => date.getUTCHours(),
  h: (date) => date.getUTCHours() % 12 || 12,
  P: (date) => (date.getUTCHours() >= 12 ? 1 : 0),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  f: (date) => date.getUTCMilliseconds(),
};

/** The value of a picture's component letter; 0 of those that are no numbers. */
export function readComponent(date: Date, component: string): number {
  return READERS[component]?.(date) ?? 0;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
];
