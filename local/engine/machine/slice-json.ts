import type { Path } from '../expressions/index.ts';
import type { JsonText } from './protocol.ts';

/**
 * The text of one place in a JSON text, blanks and number literals as they stand there. Undefined where the path names
 * no place, or more than one.
 */
export function sliceJson(text: JsonText, segments: Path['segments']): JsonText | undefined {
  let place: JsonText | undefined = text.trim();
  for (const segment of segments) {
    const step = stepOf(segment);
    place = step === undefined || place === undefined ? undefined : parts(place).get(step);
  }
  return place;
}

/** The one member or index that a segment names. */
function stepOf(segment: Path['segments'][number]): string | undefined {
  switch (segment.type) {
    case 'names':
      return segment.names.length === 1 ? segment.names[0] : undefined;
    case 'indexes':
      return segment.indexes.length === 1 ? String(segment.indexes[0]) : undefined;
    default:
      return undefined;
  }
}

const BLANKS = /\s*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/** The members of an object's text or the items of a list's, each as text; none of anything else. */
function parts(text: JsonText): ReadonlyMap<string, JsonText> {
  const found = new Map<string, JsonText>();
  const isObject = text.startsWith('{');
  let at = isObject || text.startsWith('[') ? skip(text, 1, BLANKS) : text.length;
  while (at < text.length - 1) {
    let name = String(found.size);
    if (isObject) {
      const end = skip(text, at, STRING);
      name = JSON.parse(text.slice(at, end)) as string;
      at = skip(text, text.indexOf(':', end) + 1, BLANKS);
    }
    const end = endOfValue(text, at);
    found.set(name, text.slice(at, end));
    at = skip(text, skip(text, end, BLANKS) + 1, BLANKS);
  }
  return found;
}

function endOfValue(text: JsonText, start: number): number {
  const first = text[start];
  if (first !== '{' && first !== '[') {
    return skip(text, start, first === '"' ? STRING : SCALAR);
  }
  let depth = 0;
  let at = start;
  do {
    const character = text[at];
    if (character === '"') {
      at = skip(text, at, STRING);
      continue;
    }
    depth += character === '{' || character === '[' ? 1 : character === '}' || character === ']' ? -1 : 0;
    at++;
  } while (depth > 0);
  return at;
}

function skip(text: JsonText, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
