import { JsonataError } from '../errors.ts';
import type { Run } from '../run.ts';
import { stringify } from '../stringify.ts';
import type { Value } from '../values.ts';
import { define } from './define.ts';

export const stringFunctions = {
  string: define(
    '<x-b?:s>',
    (run, value: Value, pretty: boolean | undefined) => stringify(value, pretty === true, run),
    1,
  ),
  length: define('<s-:n>', (run, text: string) => countCharacters(text, run)),
  substring: define('<s-nn?:s>', substring),
  substringBefore: define('<s-s:s>', (run, text: string, mark: string) => {
    run.read(text.length);
    const position = text.indexOf(mark);
    return position < 0 ? text : text.slice(0, position);
  }),
  substringAfter: define('<s-s:s>', (run, text: string, mark: string) => {
    run.read(text.length);
    // A mark that is nothing is looked for by its name, as in the package.
    const wanted = String(mark);
    const position = text.indexOf(wanted);
    return position < 0 ? text : text.slice(position + wanted.length);
  }),
  lowercase: define(
    '<s-:s>',
    rewritten((text) => text.toLowerCase()),
  ),
  uppercase: define(
    '<s-:s>',
    rewritten((text) => text.toUpperCase()),
  ),
  trim: define(
    '<s-:s>',
    rewritten((text) => text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')),
  ),
  pad: define('<s-ns?:s>', pad),
  join: define('<a<s>s?:s>', join),
  base64encode: define('<s-:s>', (run, text: string) => {
    run.chargeCharacters(text.length * 2);
    run.step(text.length);
    return btoa(toBytes(text));
  }),
  base64decode: define('<s-:s>', rewritten(decodeBase64)),
  encodeUrlComponent: define('<s-:s>', urlFunction('encodeUrlComponent', encodeURIComponent)),
  encodeUrl: define('<s-:s>', urlFunction('encodeUrl', encodeURI)),
  decodeUrlComponent: define('<s-:s>', urlFunction('decodeUrlComponent', decodeURIComponent)),
  decodeUrl: define('<s-:s>', urlFunction('decodeUrl', decodeURI)),
};

/** A function that writes the whole text anew. */
function rewritten(rewrite: (text: string) => string) {
  return (run: Run, text: string): Value => {
    run.read(text.length);
    run.chargeCharacters(text.length);
    return rewrite(text);
  };
}

/** Texts count in Unicode characters; where each is one UTF-16 unit, as mostly, no list of them is needed. */
const SURROGATE = /[\ud800-\udfff]/;

function countCharacters(text: string, run: Run): number {
  run.read(text.length);
  if (!SURROGATE.test(text)) {
    return text.length;
  }
  run.step(text.length / 2);
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

function substring(run: Run, text: string, start: number, length: number | undefined): Value {
  const total = countCharacters(text, run);
  const from = total + start < 0 ? 0 : start;
  if (length !== undefined && length <= 0) {
    return '';
  }
  const end = length === undefined ? undefined : (from >= 0 ? from : total + from) + length;
  if (total === text.length) {
    return text.slice(from, end);
  }
  run.chargeCells(total);
  run.step(total);
  return Array.from(text).slice(from, end).join('');
}

function pad(run: Run, text: string, width: number, filler: string | undefined): Value {
  const missing = Math.abs(Math.trunc(width)) - countCharacters(text, run);
  if (!(missing > 0)) {
    return text;
  }
  run.chargeCharacters(missing);
  const unit = filler === undefined || filler === '' ? [' '] : Array.from(filler);
  const padding = unit.join('').repeat(missing / unit.length) + unit.slice(0, missing % unit.length).join('');
  return width > 0 ? text + padding : padding + text;
}

function join(run: Run, texts: readonly string[], separator: string | undefined): Value {
  run.step(texts.length);
  const between = separator ?? '';
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  run.chargeCharacters(length);
  return texts.join(between);
}

/** Each UTF-16 unit becomes its low byte, as the reference's `binary` encoding does. */
function toBytes(text: string): string {
  return Array.from({ length: text.length }, (_, index) => String.fromCharCode(text.charCodeAt(index) & 0xff)).join('');
}

/** Lenient: other characters than base64's are skipped, and the alphabet for URLs is read too. */
function decodeBase64(text: string): string {
  const digits = text
    .replace(/=.*$/s, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

function urlFunction(functionName: string, convert: (text: string) => string) {
  return (run: Run, text: string): Value => {
    run.chargeCharacters(text.length * 3);
    run.step(text.length / 2);
    try {
      return convert(text);
    } catch (error) {
      throw new JsonataError('D3140', { value: text, functionName, cause: error });
    }
  };
}
