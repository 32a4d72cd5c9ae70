/**
 * Reads the source of a regular expression that the platform has accepted into a tree: ECMAScript's syntax without
 * the flags `u` and `v`, its Annex B included (a lone `{` or `]`, octal escapes, `\k` where no group has a name).
 */

export type Pattern =
  | { readonly type: 'set'; readonly atom: string; readonly ignoreCase: boolean; readonly dotAll: boolean }
  | { readonly type: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly type: 'choice'; readonly options: readonly Pattern[] }
  | {
      readonly type: 'repeat';
      readonly of: Pattern;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
      /** The groups inside: numbers from `first` to before `end`. */
      readonly groups: { readonly first: number; readonly end: number };
    }
  | { readonly type: 'capture'; readonly group: number; readonly of: Pattern }
  | { readonly type: 'look'; readonly behind: boolean; readonly negative: boolean; readonly of: Pattern }
  | { readonly type: 'reference'; readonly groups: readonly number[]; readonly ignoreCase: boolean }
  | { readonly type: 'assertion'; readonly kind: Assertion };

export type Assertion = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'boundary' | 'notBoundary';

export type ParsedPattern = { readonly pattern: Pattern; readonly groupCount: number };

type Flags = { readonly ignoreCase: boolean; readonly multiline: boolean; readonly dotAll: boolean };

const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/y;
const GROUP_START = /\((?:\?(?:(<?)([=!])|<([^>]*)>|([ims]*)(?:-([ims]*))?:))?/y;
const CLASS = /\[(?:\\.|[^\\\]])*\]/sy;
const ESCAPE = /\\(?:c[A-Za-z]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[0-3][0-7]{0,2}|[4-7][0-7]?|.)/sy;
const REFERENCE = /\\(?:([1-9]\d*)|k<([^>]*)>)/y;

export function parsePattern({ source, ignoreCase, multiline, dotAll }: RegExp): ParsedPattern {
  const parser = new PatternParser(source);
  return { pattern: parser.readChoice({ ignoreCase, multiline, dotAll }), groupCount: parser.groupCount };
}

class PatternParser {
  readonly groupCount: number;
  private readonly source: string;
  private readonly names: ReadonlyMap<string, readonly number[]>;
  private position = 0;
  private opened = 0;

  constructor(source: string) {
    this.source = source;
    const groups = groupsIn(source);
    this.groupCount = groups.length;
    this.names = Map.groupBy(groups.keys(), (index) => groups[index] ?? '') as Map<string, number[]>;
  }

  readChoice(flags: Flags): Pattern {
    const options = [this.readSequence(flags)];
    while (this.source[this.position] === '|') {
      this.position += 1;
      options.push(this.readSequence(flags));
    }
    return options.length === 1 && options[0] !== undefined ? options[0] : { type: 'choice', options };
  }

  private readSequence(flags: Flags): Pattern {
    const parts: Pattern[] = [];
    while (this.position < this.source.length && !'|)'.includes(this.source.charAt(this.position))) {
      const first = this.opened + 1;
      const atom = this.readAtom(flags);
      parts.push(this.readQuantifier(atom, { first, end: this.opened + 1 }));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: 'sequence', parts };
  }

  private readQuantifier(of: Pattern, groups: { first: number; end: number }): Pattern {
    const match = this.take(QUANTIFIER);
    if (match === null) {
      return of;
    }
    const [, sign, from, comma, to, lazy] = match;
    const min = sign === undefined ? Number(from) : Number(sign === '+');
    const bounded = sign === '?' ? 1 : Number.POSITIVE_INFINITY;
    const last = comma === undefined ? min : Number(to || Number.POSITIVE_INFINITY);
    return { type: 'repeat', of, min, max: sign === undefined ? last : bounded, greedy: lazy === '', groups };
  }

  private readAtom(flags: Flags): Pattern {
    switch (this.source[this.position]) {
      case '(':
        return this.readGroup(flags);
      case '^':
        return this.readAssertion(flags.multiline ? 'lineStart' : 'start', 1);
      case '$':
        return this.readAssertion(flags.multiline ? 'lineEnd' : 'end', 1);
      case '\\':
        return this.readEscape(flags);
      default:
        return this.setOf(this.take(CLASS)?.[0] ?? this.readCharacter(), flags);
    }
  }

  private readCharacter(): string {
    this.position += 1;
    return this.source.charAt(this.position - 1);
  }

  private readAssertion(kind: Assertion, length: number): Pattern {
    this.position += length;
    return { type: 'assertion', kind };
  }

  private readEscape(flags: Flags): Pattern {
    const next = this.source[this.position + 1];
    if (next === 'b' || next === 'B') {
      return this.readAssertion(next === 'b' ? 'boundary' : 'notBoundary', 2);
    }
    return this.readReference(flags) ?? this.setOf(this.readEscapedCharacter(), flags);
  }

  /** `\c` before anything but a letter is a backslash, and the `c` stands for itself. */
  private readEscapedCharacter(): string {
    const [escaped = ''] = this.take(ESCAPE) ?? [];
    if (escaped === '\\c') {
      this.position -= 1;
      return '\\\\';
    }
    return escaped;
  }

  /** A number that no group has is an octal escape; `\k` is a letter where no group has a name. */
  private readReference({ ignoreCase }: Flags): Pattern | undefined {
    const start = this.position;
    const [, number, name] = this.take(REFERENCE) ?? [];
    const groups = name === undefined ? [Number(number)] : (this.names.get(name) ?? []).map((index) => index + 1);
    const exists = name === undefined ? Number(number) <= this.groupCount : groups.length > 0;
    if (!exists) {
      this.position = start;
      return undefined;
    }
    return { type: 'reference', groups, ignoreCase };
  }

  private readGroup(flags: Flags): Pattern {
    const [head = '', behind, look, name, on, off] = this.take(GROUP_START) ?? [];
    const captures = head === '(' || name !== undefined;
    const group = captures ? ++this.opened : 0;
    const of = this.readChoice(on === undefined ? flags : withModifiers(flags, on, off ?? ''));
    this.position += 1;
    if (look !== undefined) {
      return { type: 'look', behind: behind === '<', negative: look === '!', of };
    }
    return captures ? { type: 'capture', group, of } : of;
  }

  private setOf(atom: string, { ignoreCase, dotAll }: Flags): Pattern {
    return { type: 'set', atom, ignoreCase, dotAll };
  }

  private take(expected: RegExp): RegExpExecArray | null {
    expected.lastIndex = this.position;
    const match = expected.exec(this.source);
    this.position = match === null ? this.position : expected.lastIndex;
    return match;
  }
}

/** The names of the capturing groups in order; undefined where a group has none. */
function groupsIn(source: string): (string | undefined)[] {
  const groups: (string | undefined)[] = [];
  for (const [token, name] of source.matchAll(/\\.|\[(?:\\.|[^\\\]])*\]|\((?!\?)|\(\?<(?![=!])([^>]*)>/gs)) {
    if (token.startsWith('(')) {
      groups.push(name);
    }
  }
  return groups;
}

function withModifiers(flags: Flags, on: string, off: string): Flags {
  const is = (letter: string, now: boolean): boolean => (now || on.includes(letter)) && !off.includes(letter);
  return {
    ignoreCase: is('i', flags.ignoreCase),
    multiline: is('m', flags.multiline),
    dotAll: is('s', flags.dotAll),
  };
}
