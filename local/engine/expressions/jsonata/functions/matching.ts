import { JsonataError } from '../errors.ts';
import { apply, type FunctionValue, isFunction } from '../function-value.ts';
import { type Regex, RegexFunction } from '../regex-function.ts';
import type { Run } from '../run.ts';
import { createSequence, isObject, type Value } from '../values.ts';
import { define } from './define.ts';

/** What a regular expression, or a function in its place, says about one match. */
type Match = { readonly match: string; readonly start: number; readonly end: number; readonly groups: Value[] };
type MatchWithNext = Match & { readonly next: Value };

/** What a match takes up: an object, a list and texts. */
const BYTES_PER_MATCH = 256;
/** The text before a match, and the two joints by which it and the substitute hang together with what stands before. */
const BYTES_PER_SUBSTITUTE = 96;

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
  if (typeof pattern === 'string') {
    run.read(text.length);
    return text.includes(pattern);
  }
  return pattern instanceof RegexFunction
    ? pattern.regex.over(text, run).find(0) !== undefined
    : firstMatch(pattern, text, run) !== undefined;
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
    run.read(text.length);
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
  const substitute = substitutes(pattern, replacement, run);
  let result = '';
  let position = 0;
  for (const item of found(pattern, replacement, text, limit, run)) {
    const instead = substitute(item);
    run.allocate(BYTES_PER_SUBSTITUTE);
    run.chargeCharacters(item.start - position + instead.length, result.length);
    result += text.substring(position, item.start) + instead;
    position = item.start + item.match.length;
  }
  return result + text.substring(position);
}

/** A function in the replacement's place is given the whole match, its `next` included. */
function found(
  pattern: Pattern,
  replacement: Pattern,
  text: string,
  limit: number | undefined,
  run: Run,
): Iterable<Match> {
  if (typeof pattern === 'string') {
    run.read(text.length);
    return occurrences(text, pattern, limit);
  }
  return typeof replacement === 'string'
    ? matches(pattern, text, limit, run)
    : functionMatches(pattern, text, limit, run);
}

function substitutes(pattern: Pattern, replacement: Pattern, run: Run): (found: Match) => string {
  if (typeof replacement !== 'string') {
    return (item) => callReplacement(item, replacement, run);
  }
  return typeof pattern === 'string' || !replacement.includes('$')
    ? () => replacement
    : (item) => {
        run.step(replacement.length);
        return expandDollars(item, replacement);
      };
}

function* occurrences(text: string, wanted: string, limit: number | undefined): Generator<Match> {
  let start = text.indexOf(wanted);
  for (let count = 0; start >= 0 && (limit === undefined || count < limit); count += 1) {
    const end = start + wanted.length;
    yield { match: wanted, start, end, groups: [] };
    start = text.indexOf(wanted, end);
  }
}

function matches(pattern: FunctionValue, text: string, limit: number | undefined, run: Run): Iterable<Match> {
  return pattern instanceof RegexFunction
    ? regexMatches(pattern.regex, text, limit, run)
    : functionMatches(pattern, text, limit, run);
}

/** Without the functions that a match's `next` is: most callers need none. */
function* regexMatches(regex: Regex, text: string, limit: number | undefined, run: Run): Generator<Match> {
  if (limit !== undefined && limit <= 0) {
    return;
  }
  const matcher = regex.over(text, run);
  let item = matcher.find(0);
  for (let count = 0; item !== undefined && (limit === undefined || count < limit); count += 1) {
    run.allocate(BYTES_PER_MATCH);
    yield item;
    item = regex.after(item, matcher);
  }
}

function* functionMatches(
  pattern: FunctionValue,
  text: string,
  limit: number | undefined,
  run: Run,
): Generator<MatchWithNext> {
  if (limit !== undefined && limit <= 0) {
    return;
  }
  let item = firstMatch(pattern, text, run);
  for (let count = 0; item !== undefined && (limit === undefined || count < limit); count += 1) {
    yield item;
    item = toMatch(apply(item.next, [], null, run));
  }
}

function firstMatch(pattern: FunctionValue, text: string, run: Run): MatchWithNext | undefined {
  return toMatch(apply(pattern, [text], null, run));
}

function toMatch(value: Value): MatchWithNext | undefined {
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

function callReplacement(item: Match, replacement: FunctionValue, run: Run): string {
  const substitute = apply(replacement, [{ ...item }], null, run);
  if (typeof substitute !== 'string') {
    throw new JsonataError('D3012', { value: substitute });
  }
  return substitute;
}

/** `$$` is a dollar, `$0` the match, `$n` a group: of as many digits as name one that exists. */
function expandDollars({ match: matched, groups }: Match, replacement: string): string {
  let expanded = '';
  let position = 0;
  for (let dollar = replacement.indexOf('$'); dollar >= 0; dollar = replacement.indexOf('$', position)) {
    expanded += replacement.slice(position, dollar);
    position = dollar + 1;
    const next = replacement.charAt(position);
    if (next === '0') {
      expanded += matched;
      position += 1;
    } else if (isDigit(next)) {
      const digits = groupDigits(replacement, position, groups.length);
      const group = groups[Number(digits) - 1];
      expanded += typeof group === 'string' ? group : '';
      position += digits.length;
    } else {
      expanded += '$';
      position += Number(next === '$');
    }
  }
  return expanded + replacement.slice(position);
}

function groupDigits(replacement: string, start: number, groupCount: number): string {
  const maxDigits = groupCount === 0 ? 1 : Math.floor(Math.log10(groupCount)) + 1;
  let end = start + 1;
  while (end < start + maxDigits && isDigit(replacement.charAt(end))) {
    end += 1;
  }
  const digits = replacement.slice(start, end);
  return maxDigits > 1 && Number(digits) > groupCount ? digits.slice(0, -1) : digits;
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function refuseNegative(limit: number | undefined, code: 'D3040' | 'D3020' | 'D3011'): void {
  if (limit !== undefined && limit < 0) {
    throw new JsonataError(code, { value: limit });
  }
}
