/** Filters as Jayway's library has them: `?(@.price < 10 && @.tag in ['a', 'b'])`. */
import type { Json } from '../json.ts';
import { parseJson } from '../json.ts';
import { parsePattern } from '../regex/pattern.ts';
import { compilePattern, type Program } from '../regex/program.ts';
import {
  type FilterCondition,
  type FilterOperand,
  type FilterOperator,
  type FilterPath,
  isDefinite,
  type Segment,
} from './path.ts';
import type { TextReader } from './text-reader.ts';

/** Filters hold paths and paths hold filters: the reader of segments is handed in. */
type ReadSegments = (reader: TextReader) => Segment[];

const MAX_FILTER_DEPTH = 20;
const OPERATOR = /==|!=|<=|>=|=~|<|>|(?:in|nin|contains|size|empty)\b/y;

export function parseFilter(reader: TextReader, readSegments: ReadSegments): FilterCondition {
  reader.skipBlanks();
  reader.expect('(');
  const condition = new FilterParser(reader, readSegments).readOr(0);
  reader.expect(')');
  return condition;
}

class FilterParser {
  private readonly reader: TextReader;
  private readonly readSegments: ReadSegments;

  constructor(reader: TextReader, readSegments: ReadSegments) {
    this.reader = reader;
    this.readSegments = readSegments;
  }

  readOr(depth: number): FilterCondition {
    let left = this.readAnd(depth);
    while (this.reader.accept('||')) {
      left = { type: 'or', left, right: this.readAnd(depth) };
    }
    return left;
  }

  private readAnd(depth: number): FilterCondition {
    let left = this.readUnary(depth);
    while (this.reader.accept('&&')) {
      left = { type: 'and', left, right: this.readUnary(depth) };
    }
    return left;
  }

  private readUnary(depth: number): FilterCondition {
    const { reader } = this;
    reader.skipBlanks();
    if (depth > MAX_FILTER_DEPTH) {
      throw reader.unexpected(`a filter nested at most ${MAX_FILTER_DEPTH} deep`);
    }
    if (reader.peek() === '!' && reader.accept('!')) {
      return { type: 'not', operand: this.readUnary(depth + 1) };
    }
    if (reader.accept('(')) {
      const inner = this.readOr(depth + 1);
      reader.expect(')');
      reader.skipBlanks();
      return inner;
    }
    return this.readComparison();
  }

  private readComparison(): FilterCondition {
    const { reader } = this;
    const left = this.readOperand();
    reader.skipBlanks();
    const operator = reader.match(OPERATOR) as FilterOperator | null;
    if (operator === null) {
      if (left.type !== 'path') {
        throw reader.unexpected('a comparison');
      }
      return { type: 'exists', operand: left };
    }
    const right = this.readOperand();
    reader.skipBlanks();
    return { type: 'compare', operator, left, right };
  }

  private readOperand(): FilterOperand {
    const { reader } = this;
    reader.skipBlanks();
    switch (reader.peek()) {
      case '@':
      case '$':
        return this.readFilterPath();
      case "'":
      case '"':
        return { type: 'literal', value: reader.readQuoted() };
      case '/':
        return { type: 'regex', program: this.readRegex() };
      case '[':
        return { type: 'literal', value: this.readArray() };
      default:
        return { type: 'literal', value: this.readScalar() };
    }
  }

  private readFilterPath(): FilterPath {
    const from = this.reader.accept('@') ? 'item' : 'document';
    if (from === 'document') {
      this.reader.expect('$');
    }
    const segments = this.readSegments(this.reader);
    return { type: 'path', from, segments, definite: isDefinite(segments) };
  }

  /** Without `u`, which would make characters of pairs of units: the matcher reads units. */
  private readRegex(): Program {
    const source = this.reader.match(/\/(?:[^/\\]|\\.)+\/[imsu]*/y);
    const end = source?.lastIndexOf('/') ?? -1;
    if (source === null) {
      throw this.reader.unexpected('a regular expression');
    }
    try {
      const flags = source.slice(end + 1).replaceAll('u', '');
      return compilePattern(parsePattern(new RegExp(`^(?:${source.slice(1, end)})$`, flags)));
    } catch {
      throw this.reader.unexpected('a valid regular expression before this');
    }
  }

  private readArray(): Json[] {
    const { reader } = this;
    const items: Json[] = [];
    reader.expect('[');
    reader.skipBlanks();
    while (!reader.accept(']')) {
      items.push(reader.peek() === "'" || reader.peek() === '"' ? reader.readQuoted() : this.readScalar());
      reader.skipBlanks();
      if (!reader.accept(',')) {
        reader.expect(']');
        break;
      }
      reader.skipBlanks();
    }
    return items;
  }

  private readScalar(): Json {
    const token = this.reader.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y);
    if (token === null) {
      throw this.reader.unexpected('a path, text in quotes, a number, true, false or null');
    }
    return parseJson(token);
  }
}
