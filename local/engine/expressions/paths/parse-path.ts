/**
 * Parses paths as AWS's JSONPath library (Jayway) has them: `$.a['b'][0].*..c[1:3][?(@.d > 1)].length()`. What comes
 * before tells where to start: `$` the input, `$$` the context object, `$name` a variable.
 */
import { ExpressionSyntaxError } from '../errors.ts';
import { parseFilter } from './parse-filter.ts';
import { isDefinite, type Path, type PathRoot, type Segment } from './path.ts';
import { isPathFunction } from './path-functions.ts';
import { TextReader } from './text-reader.ts';

const MAX_PATH_CHARACTERS = 16 * 1024;

/** Throws ExpressionSyntaxError. */
export function compilePath(text: string): Path {
  if (text.length > MAX_PATH_CHARACTERS) {
    throw new ExpressionSyntaxError(`Path is longer than ${MAX_PATH_CHARACTERS} characters`, {
      code: 'SCHEMA_VALIDATION_FAILED',
      expression: text,
      position: 0,
    });
  }
  const reader = new TextReader(text);
  const path = readPath(reader);
  reader.expectEnd();
  return path;
}

/** A path among other text: an intrinsic's argument. Ends where no segment follows. */
export function readPath(reader: TextReader): Path {
  const start = reader.position;
  const root = readRoot(reader);
  const segments = readSegments(reader);
  return { text: reader.text.slice(start, reader.position), root, segments, definite: isDefinite(segments) };
}

function readRoot(reader: TextReader): PathRoot {
  reader.expect('$');
  if (reader.accept('$')) {
    return { type: 'context' };
  }
  const name = reader.match(/[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}]*/uy);
  return name === null ? { type: 'input' } : { type: 'variable', name };
}

export function readSegments(reader: TextReader): Segment[] {
  const segments: Segment[] = [];
  while ((reader.peek() === '.' || reader.peek() === '[') && segments.at(-1)?.type !== 'function') {
    if (reader.accept('..')) {
      segments.push({ type: 'descend' });
    } else {
      reader.accept('.');
    }
    segments.push(reader.peek() === '[' ? readBracket(reader) : readDotted(reader));
  }
  return segments;
}

function readDotted(reader: TextReader): Segment {
  if (reader.accept('*')) {
    return { type: 'wildcard' };
  }
  const name = reader.match(/[^\s.[\](),'"*?@=<>!&|]+/y);
  if (name === null) {
    throw reader.unexpected('a name');
  }
  if (isPathFunction(name) && reader.accept('(')) {
    reader.skipBlanks();
    reader.expect(')');
    return { type: 'function', name };
  }
  return { type: 'names', names: [name] };
}

function readBracket(reader: TextReader): Segment {
  reader.expect('[');
  reader.skipBlanks();
  const segment = readSelector(reader);
  reader.skipBlanks();
  reader.expect(']');
  return segment;
}

function readSelector(reader: TextReader): Segment {
  if (reader.accept('*')) {
    return { type: 'wildcard' };
  }
  if (reader.accept('?')) {
    return { type: 'filter', condition: parseFilter(reader, readSegments) };
  }
  return reader.peek() === "'" || reader.peek() === '"' ? readNames(reader) : readIndexes(reader);
}

function readNames(reader: TextReader): Segment {
  return { type: 'names', names: readList(reader, () => reader.readQuoted()) };
}

function readIndexes(reader: TextReader): Segment {
  const from = reader.readInteger();
  if (reader.accept(':')) {
    return { type: 'slice', from, to: reader.readInteger() };
  }
  if (from === null) {
    throw reader.unexpected('an index, a name in quotes, *, ? or a slice');
  }
  reader.skipBlanks();
  const rest = reader.accept(',') ? readList(reader, () => readIndex(reader)) : [];
  return { type: 'indexes', indexes: [from, ...rest] };
}

function readIndex(reader: TextReader): number {
  const index = reader.readInteger();
  if (index === null) {
    throw reader.unexpected('an index');
  }
  return index;
}

function readList<T>(reader: TextReader, readItem: () => T): T[] {
  const items: T[] = [];
  do {
    reader.skipBlanks();
    items.push(readItem());
    reader.skipBlanks();
  } while (reader.accept(','));
  return items;
}

/** Whether ResultPath may name this place: from `$`, single names and indexes from the start only. */
export function isReferencePath(path: Path): boolean {
  return (
    path.root.type === 'input' &&
    path.segments.every(
      (segment) =>
        (segment.type === 'names' && segment.names.length === 1) ||
        (segment.type === 'indexes' && segment.indexes.length === 1 && (segment.indexes[0] ?? -1) >= 0),
    )
  );
}
