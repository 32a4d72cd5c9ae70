/**
 * Days, times and instants as RFC 3339 text, in the proleptic Gregorian calendar, years 0 to 9999.
 * Days are counted from 1970-01-01; fractions of a second have a fixed number of digits when written.
 */
import { Misread, Miswrite } from './misfit.ts';
import { type TextWriter, textOf } from './text-writer.ts';

const DASH = 0x2d;
const COLON = 0x3a;
const POINT = 0x2e;
const T = 0x54;
const Z = 0x5a;

const DAYS_FROM_MARCH_YEAR_0 = 719_468;
const DAYS_IN_400_YEARS = 146_097;
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

/** `2026-11-21`. Throws `Misread` outside years 0 to 9999, which RFC 3339 has no text for. */
export function writeDate(to: TextWriter, day: number): void {
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) {
    throw new Misread('not in range', 'an instant outside the years 0 to 9999');
  }
  // Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March, so that leap days come last.
  const shifted = day + DAYS_FROM_MARCH_YEAR_0;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = (shifted - era * DAYS_IN_400_YEARS) | 0;
  const leapDays = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  const date = dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  to.digits(year, 4);
  to.letter(DASH);
  to.digits(month, 2);
  to.letter(DASH);
  to.digits(date, 2);
}

export const dateText = (day: number): string => textOf(writeDate, day);

/** The day of a date that is in the calendar. */
export function dayOf(year: number, month: number, date: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + (yearOfEra >> 2) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra - DAYS_FROM_MARCH_YEAR_0;
}

const TICKS_A_SECOND = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** `10:15:30.123`, of ticks since midnight; `digits` is the power of ten that a second has. */
export function writeTime(to: TextWriter, ticks: number, digits: number): void {
  const perSecond = TICKS_A_SECOND[digits] as number;
  const second = (ticks / perSecond) | 0;
  const minute = (second / 60) | 0;
  const hour = (minute / 60) | 0;
  to.digits(hour, 2);
  to.letter(COLON);
  to.digits(minute - hour * 60, 2);
  to.letter(COLON);
  to.digits(second - minute * 60, 2);
  to.letter(POINT);
  to.digits(ticks - second * perSecond, digits);
}

const SECONDS_A_DAY = 86_400;

/** `2026-11-21T10:15:30.123Z`, of ticks since 1970. Throws `Misread` as `writeDate` does. */
export function writeInstant(to: TextWriter, instant: number | bigint, digits: number, zone: 'Z' | ''): void {
  const ticksADay = SECONDS_A_DAY * (TICKS_A_SECOND[digits] as number);
  const day = typeof instant === 'number' ? Math.floor(instant / ticksADay) : dayOfTicks(instant, BigInt(ticksADay));
  writeDate(to, day);
  to.letter(T);
  const ticks = typeof instant === 'number' ? instant - day * ticksADay : instant - BigInt(day) * BigInt(ticksADay);
  writeTime(to, Number(ticks), digits);
  if (zone === 'Z') to.letter(Z);
}

/** The quotient, rounded down. */
const dayOfTicks = (instant: bigint, ticksADay: bigint): number =>
  Number((instant - (((instant % ticksADay) + ticksADay) % ticksADay)) / ticksADay);

/** Matches the days that the calendar has, leap days included. */
export const DATE_PATTERN =
  '(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|' +
  '02-(?:0[1-9]|1[0-9]|2[0-8]))|' +
  '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)';

/** Matches the times of a day with up to `digits` digits after the second. */
export const timePattern = (digits: number): string =>
  `(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,${digits}})?`;

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/;

/** The day that a date says; throws `Miswrite` for what is none, such as 30 February. */
export function parseDate(text: string): number {
  const [, year, month, date] = DATE.exec(text) ?? [];
  const day = dayOf(Number(year), Number(month), Number(date));
  // A day that the calendar does not have comes out as another one.
  if (!(day >= FIRST_DAY && day <= LAST_DAY) || dateText(day) !== text) throw new Miswrite('a date', text);
  return day;
}

/** Ticks since midnight that a time says; throws `Miswrite` for what is none or has more digits. */
export function parseTime(text: string, digits: number): number {
  const [, hour, minute, second, fraction = ''] = TIME.exec(text) ?? [];
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (!(hours < 24 && minutes < 60 && seconds < 60 && fraction.length <= digits)) {
    throw new Miswrite(`a time with at most ${digits} digits after the second`, text);
  }
  return ((hours * 60 + minutes) * 60 + seconds) * 10 ** digits + Number(fraction.padEnd(digits, '0'));
}
