import { JsonataError } from '../errors.ts';
import type { Run } from '../run.ts';
import { define, defineTotal } from './define.ts';
import { formatDate } from './format-date.ts';
import { parseDate } from './parse-date.ts';

const ISO_8601 = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;

const STEPS_PER_DATE = 12;

export const dateFunctions = {
  now: defineTotal('<s?s?:s>', (run, picture: string | undefined, zone: string | undefined) =>
    formatDate(run, run.at, picture, zone),
  ),
  millis: defineTotal('<:n>', (run) => run.at),
  fromMillis: define('<n-s?s?:s>', (run, millis: number, picture: string | undefined, zone: string | undefined) =>
    formatDate(run, millis, picture, zone),
  ),
  toMillis: define('<s-s?:n>', (run: Run, text: string, picture: string | undefined) => {
    if (picture !== undefined) {
      return parseDate(run, text, picture);
    }
    run.step(STEPS_PER_DATE);
    run.read(text.length);
    if (!ISO_8601.test(text)) {
      throw new JsonataError('D3110', { value: text });
    }
    return Date.parse(text);
  }),
};
