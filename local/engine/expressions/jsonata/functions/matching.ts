import { JsonataError } from '../errors.ts';
import { apply, type FunctionValue, isFunction } from '../function-value.ts';
import type { Run } from '../run.ts';
import { createSequence, isObject, type Value } from '../values.ts';
import { define } from './define.ts';

/** What a regular expression, or a function in its place, says about one match. */
type Match = { match: string; start: number; end: number; groups: Value[]; next: Value };

type Pattern = string | FunctionValue;

export const matchingFunctions = {
  contains: define('<s-(sf):b>', contains),
  match: define('<s-f<s:o>n?:a<o>>', match),
  replace: define('<s-(sf)(sf)n?:s>', replace),
  split: define('<s-(sf)n?:a<s>>', split),
};

function contains(run: Run, text: string, pattern: Pattern | undefined): Value {
  if (pattern === undefined) {
    return undefined;
  }
  return typeof pattern === 'string' ? text.includes(pattern) : firstMatch(pattern, text, run) !== undefined;
}

function match(run: Run, text: string, pattern: FunctionValue, limit: number | undefined): Value {
  refuseNegative(limit, 'D3040');
  const found = createSequence();
  for (const { match: matched, start, groups } of matches(pattern, text, limit, run)) {
    found.push({ match: matched, index: start, groups });
  }
  return found;
}

function split(run: Run, text: string, separator: Pattern, limit: number | undefined): Value {
  refuseNegative(limit, 'D3020');
  if (typeof separator === 'string') {
    run.chargeCells(countOccurrences(text, separator) + 1);
    return text.split(separator, limit);
  }
  const parts: string[] = [];
  let position = 0;
  for (const { start, end } of matches(separator, text, limit, run)) {
    parts.push(text.substring(position, start));
    position = end;
  }
  if (limit === undefined || parts.length < limit) {
    parts.push(text.substring(position));
  }
  return parts;
}

function countOccurrences(text: string, wanted: string): number {
  if (wanted === '') {
    return text.length;
  }
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    count += 1;
  }
  return count;
}

function replace(run: Run, text: string, pattern: Pattern, replacement: Pattern, limit: number | undefined): Value {
  if (pattern === '') {
    throw new JsonataError('D3010', { value: pattern });
  }
  refuseNegative(limit, 'D3011');
  let result = '';
  let position = 0;
  const found = typeof pattern === 'string' ? occurrences(text, pattern, limit) : matches(pattern, text, limit, run);
  for (const item of found) {
    const substitute =
      typeof pattern === 'string' && typeof replacement === 'string'
        ? replacement
        : substituteFor(item, replacement, run);
    run.chargeCharacters(item.start - position + substitute.length, result.length);
    result += text.substring(position, item.start) + substitute;
    position = item.start + item.match.length;
  }
  return result + text.substring(position);
}

function* occurrences(text: string, wanted: string, limit: number | undefined): Generator<Match> {
  let start = text.indexOf(wanted);
  for (let count = 0; start >= 0 && (limit === undefined || count < limit); count += 1) {
    const end = start + wanted.length;
    yield { match: wanted, start, end, groups: [], next: undefined };
    start = text.indexOf(wanted, end);
  }
}

function* matches(pattern: FunctionValue, text: string, limit: number | undefined, run: Run): Generator<Match> {
  if (limit !== undefined && limit <= 0) {
    return;
  }
  let found = firstMatch(pattern, text, run);
  for (let count = 0; found !== undefined && (limit === undefined || count < limit); count += 1) {
    yield found;
    found = toMatch(apply(found.next, [], null, run));
  }
}

function firstMatch(pattern: FunctionValue, text: string, run: Run): Match | undefined {
  return toMatch(apply(pattern, [text], null, run));
}

function toMatch(value: Value): Match | undefined {
  if (value === undefined) {
    return undefined;
  }
  const { match: matched, start, end, groups, next } = isObject(value) ? value : {};
  if (typeof start !== 'number' && typeof end !== 'number' && !Array.isArray(groups) && !isFunction(next)) {
    throw new JsonataError('T1010');
  }
  return {
    match: typeof matched === 'string' ? matched : '',
    start: typeof start === 'number' ? start : 0,
    end: typeof end === 'number' ? end : 0,
    groups: Array.isArray(groups) ? groups : [],
    next,
  };
}

function substituteFor(found: Match, replacement: Pattern, run: Run): string {
  if (typeof replacement === 'string') {
    return expandDollars(found, replacement);
  }
  const substitute = apply(replacement, [found], null, run);
  if (typeof substitute !== 'string') {
    throw new JsonataError('D3012', { value: substitute });
  }
  return substitute;
}

/** `$$` is a dollar, `$0` the match, `$n` a group: of as many digits as name one that exists. */
function expandDollars({ match: matched, groups }: Match, replacement: string): string {
  const maxDigits = groups.length === 0 ? 1 : Math.floor(Math.log10(groups.length)) + 1;
  return replacement.replace(/\$(\$|0|\d+|)/g, (whole, digits: string) => {
    if (digits === '$') {
      return '$';
    }
    if (digits === '' || digits === '0') {
      return digits === '0' ? matched : whole;
    }
    let used = digits.slice(0, maxDigits);
    if (maxDigits > 1 && Number(used) > groups.length) {
      used = used.slice(0, -1);
    }
    const group = groups[Number(used) - 1];
    return (typeof group === 'string' ? group : '') + digits.slice(String(Number(used)).length);
  });
}

function refuseNegative(limit: number | undefined, code: 'D3040' | 'D3020' | 'D3011'): void {
  if (limit !== undefined && limit < 0) {
    throw new JsonataError(code, { value: limit });
  }
}
