/**
 * Reads a regular expression (ECMA-262, flag u), but for what only some engines know.
 */
import {
  type CharSet,
  charOf,
  charsOf,
  charsWithProperty,
  DIGITS,
  LINE_ENDS,
  otherChars,
  SPACES,
  WORD_CHARS,
} from './char-set.ts';

export type Pattern =
  | { readonly kind: 'chars'; readonly chars: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly body: Pattern; readonly least: number; readonly most: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'ahead' | 'behind'; readonly body: Pattern; readonly negated: boolean }
  | { readonly kind: 'backreference' };

/** Undefined when it is no expression that is known. */
export function parsePattern(text: string): Pattern | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const parser = new PatternParser(text);
  try {
    return parser.whole();
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

const MAX_LENGTH = 10_000;
const MAX_NESTING = 100;

class Beyond extends Error {}

const ESCAPED_SETS: Readonly<Record<string, CharSet>> = {
  d: DIGITS,
  D: otherChars(DIGITS),
  w: WORD_CHARS,
  W: otherChars(WORD_CHARS),
  s: SPACES,
  S: otherChars(SPACES),
};

const UNREPEATABLE: ReadonlySet<Pattern['kind']> = new Set(['start', 'end', 'ahead', 'behind']);

const ESCAPED_CHARS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };

const PROPERTIES = new Map<string, CharSet | undefined>();

class PatternParser {
  readonly #chars: readonly string[];
  #at = 0;
  #nesting = 0;

  constructor(text: string) {
    this.#chars = [...text];
  }

  whole(): Pattern {
    const pattern = this.#choice();
    if (this.#at < this.#chars.length) throw new Beyond();
    return pattern;
  }

  #choice(): Pattern {
    if (++this.#nesting > MAX_NESTING) throw new Beyond();
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    this.#nesting--;
    return options.length === 1 ? (options[0] as Pattern) : { kind: 'choice', options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.#chars.length && this.#peek() !== '|' && this.#peek() !== ')') parts.push(this.#repeated());
    return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'sequence', parts };
  }

  #repeated(): Pattern {
    const body = this.#atom();
    const bounds = this.#bounds();
    if (bounds === undefined) return body;
    if (UNREPEATABLE.has(body.kind)) {
      throw new Beyond();
    }
    this.#take('?');
    return { kind: 'repeat', body, ...bounds };
  }

  #bounds(): { readonly least: number; readonly most: number } | undefined {
    if (this.#take('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { least: 0, most: 1 };
    if (!this.#take('{')) return undefined;
    const least = this.#number();
    const most = this.#take(',') ? this.#number(Number.POSITIVE_INFINITY) : least;
    if (!this.#take('}') || most < least) throw new Beyond();
    return { least, most };
  }

  #number(otherwise?: number): number {
    let digits = '';
    while (/^\d$/.test(this.#peek())) digits += this.#next();
    if (digits !== '') return Number(digits);
    if (otherwise === undefined) throw new Beyond();
    return otherwise;
  }

  #atom(): Pattern {
    const char = this.#next();
    switch (char) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'chars', chars: otherChars(LINE_ENDS) };
      case '(':
        return this.#group();
      case '[':
        return { kind: 'chars', chars: this.#class() };
      case '\\':
        if (this.#takeBackreference()) return { kind: 'backreference' };
        if (this.#take('b')) return wordBoundary(false);
        if (this.#take('B')) return wordBoundary(true);
        return { kind: 'chars', chars: this.#escape(false) };
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new Beyond();
      default:
        return { kind: 'chars', chars: charOf(codeOf(char)) };
    }
  }

  #takeBackreference(): boolean {
    if (this.#take('k')) {
      if (!this.#take('<')) throw new Beyond();
      while (this.#next() !== '>');
      return true;
    }
    if (!/^[1-9]$/.test(this.#peek())) return false;
    this.#number();
    return true;
  }

  #group(): Pattern {
    const look = this.#look();
    const body = this.#choice();
    if (!this.#take(')')) throw new Beyond();
    return look === undefined ? body : { ...look, body };
  }

  /** What follows the opening parenthesis; undefined for a group that only groups. */
  #look(): { readonly kind: 'ahead' | 'behind'; readonly negated: boolean } | undefined {
    if (!this.#take('?') || this.#take(':')) return undefined;
    const kind = this.#take('<') ? 'behind' : 'ahead';
    if (this.#take('=')) return { kind, negated: false };
    if (this.#take('!')) return { kind, negated: true };
    if (kind === 'ahead') throw new Beyond();
    while (this.#next() !== '>');
    return undefined;
  }

  #class(): CharSet {
    const negated = this.#take('^');
    const ranges: (readonly [number, number])[] = [];
    while (!this.#take(']')) {
      const from = this.#classAtom();
      if (this.#peek() !== '-' || this.#chars[this.#at + 1] === ']') ranges.push(...from);
      else {
        this.#next();
        ranges.push([onlyCharOf(from), onlyCharOf(this.#classAtom())]);
      }
    }
    if (ranges.some(([first, last]) => first > last)) throw new Beyond();
    const chars = charsOf(ranges);
    return negated ? otherChars(chars) : chars;
  }

  #classAtom(): CharSet {
    const char = this.#next();
    return char === '\\' ? this.#escape(true) : charOf(codeOf(char));
  }

  #escape(inClass: boolean): CharSet {
    const char = this.#next();
    const set = ESCAPED_SETS[char];
    if (set !== undefined) return set;
    if (char === 'p' || char === 'P') return this.#property(char === 'P');
    if (char === 'u') return charOf(this.#unicode());
    if (char === 'x') return charOf(this.#hex(2));
    if (char === 'c') return charOf(codeOf(this.#next()) % 32);
    if (char === 'b' && inClass) return charOf(8);
    if (char === '0' && /^\d$/.test(this.#peek())) throw new Beyond();
    const code = ESCAPED_CHARS[char];
    if (code !== undefined) return charOf(code);
    if (/^[A-Za-z0-9]$/.test(char)) throw new Beyond();
    return charOf(codeOf(char));
  }

  #property(negated: boolean): CharSet {
    let name = '';
    if (!this.#take('{')) throw new Beyond();
    while (!this.#take('}')) name += this.#next();
    if (!PROPERTIES.has(name)) PROPERTIES.set(name, charsWithProperty(name));
    const chars = PROPERTIES.get(name);
    if (chars === undefined) throw new Beyond();
    return negated ? otherChars(chars) : chars;
  }

  #unicode(): number {
    if (!this.#take('{')) {
      const code = this.#hex(4);
      return code >= 0xd800 && code <= 0xdbff && this.#chars[this.#at] === '\\' ? this.#lowSurrogate(code) : code;
    }
    let digits = '';
    while (!this.#take('}')) digits += this.#next();
    const code = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.POSITIVE_INFINITY;
    if (code > 0x10ffff) throw new Beyond();
    return code;
  }

  /** The second half of a pair that is written as two escapes. */
  #lowSurrogate(high: number): number {
    const from = this.#at;
    this.#at++;
    const low = this.#take('u') && this.#peek() !== '{' ? this.#hex(4) : 0;
    if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
    this.#at = from;
    return high;
  }

  #hex(length: number): number {
    const digits = this.#chars.slice(this.#at, this.#at + length).join('');
    if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== length) throw new Beyond();
    this.#at += length;
    return Number.parseInt(digits, 16);
  }

  #peek(): string {
    return this.#chars[this.#at] ?? '';
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    const char = this.#chars[this.#at++];
    if (char === undefined) throw new Beyond();
    return char;
  }
}

/** Where a word character meets another (inside) or something else. */
function wordBoundary(inside: boolean): Pattern {
  const body: Pattern = { kind: 'chars', chars: WORD_CHARS };
  const option = (behind: boolean, ahead: boolean): Pattern => ({
    kind: 'sequence',
    parts: [
      { kind: 'behind', body, negated: !behind },
      { kind: 'ahead', body, negated: !ahead },
    ],
  });
  return { kind: 'choice', options: [option(true, inside), option(false, !inside)] };
}

const codeOf = (char: string): number => char.codePointAt(0) ?? 0;

function onlyCharOf(set: CharSet): number {
  const [range] = set;
  if (set.length !== 1 || range === undefined || range[0] !== range[1]) throw new Beyond();
  return range[0];
}
