/**
 * The language of all words in which a pattern is found. Parts are composed from right to left, each in front of the
 * language of what may come after it; so `$` says that nothing does, and a lookahead intersects with it.
 */
import type { Language, Languages } from './language.ts';
import { type Pattern, parsePattern } from './parse-pattern.ts';

/** Whether a place in a word is its start: `maybe` after something that may be empty. */
type AtStart = 'yes' | 'no' | 'maybe';

/** Undefined when the pattern is beyond automata. */
export function languageOfPattern(text: string, languages: Languages): Language | undefined {
  const pattern = parsePattern(text);
  if (pattern === undefined) return undefined;
  const composer = new Composer(languages);
  const { all } = languages;
  const atStart = composer.before(pattern, 'yes', all);
  const later = composer.before(pattern, 'no', all);
  if (atStart === undefined || later === undefined) return undefined;
  return languages.union([atStart, languages.sequence(languages.sequence(composer.anyChar, all), later)]);
}

class Composer {
  readonly #languages: Languages;
  readonly anyChar: Language;

  constructor(languages: Languages) {
    this.#languages = languages;
    this.anyChar = languages.chars([[0, 0x10ffff]]);
  }

  /** What matches the pattern and goes on as `rest` says. */
  before(pattern: Pattern, at: AtStart, rest: Language): Language | undefined {
    const languages = this.#languages;
    switch (pattern.kind) {
      case 'chars':
        return languages.sequence(languages.chars(pattern.chars), rest);
      case 'start':
        return at === 'maybe' ? undefined : at === 'yes' ? rest : languages.none;
      case 'end':
        return rest.nullable ? languages.emptyWord : languages.none;
      case 'ahead':
        return this.#ahead(pattern.body, pattern.negated, at, rest);
      case 'sequence':
        return this.#sequence(pattern.parts, at, rest);
      case 'choice':
        return this.#choice(pattern.options, at, rest);
      case 'repeat':
        return this.#repeat(pattern, at, rest);
    }
  }

  #ahead(body: Pattern, negated: boolean, at: AtStart, rest: Language): Language | undefined {
    const languages = this.#languages;
    const ahead = this.before(body, at, languages.all);
    if (ahead === undefined) return undefined;
    return languages.intersection([negated ? languages.complement(ahead) : ahead, rest]);
  }

  #sequence(parts: readonly Pattern[], at: AtStart, rest: Language): Language | undefined {
    const starts: AtStart[] = [];
    let start = at;
    for (const part of parts) {
      starts.push(start);
      start = startAfter(part, start);
    }
    return parts.reduceRight<Language | undefined>(
      (after, part, index) => (after === undefined ? undefined : this.before(part, starts[index] ?? at, after)),
      rest,
    );
  }

  #choice(options: readonly Pattern[], at: AtStart, rest: Language): Language | undefined {
    if (!options.some(looksAround)) {
      const plain = options.flatMap((option) => this.before(option, at, this.#languages.emptyWord) ?? []);
      return this.#languages.sequence(this.#languages.union(plain), rest);
    }
    const ways = options.map((option) => this.before(option, at, rest));
    return ways.every((way) => way !== undefined) ? this.#languages.union(ways) : undefined;
  }

  #repeat(pattern: Pattern & { kind: 'repeat' }, at: AtStart, rest: Language): Language | undefined {
    const { body, least, most } = pattern;
    const languages = this.#languages;
    if (!looksAround(body)) {
      const once = this.before(body, at, languages.emptyWord);
      return once && languages.sequence(languages.repeat(once, least, most), rest);
    }
    if (most > 1) return undefined;
    const taken = this.before(body, at, rest);
    return taken && (least === 1 ? taken : languages.union([taken, rest]));
  }
}

function startAfter(pattern: Pattern, before: AtStart): AtStart {
  if (before === 'no') return 'no';
  const [least, most] = widthOf(pattern);
  if (least > 0) return 'no';
  return most === 0 ? before : 'maybe';
}

function widthOf(pattern: Pattern): readonly [least: number, most: number] {
  switch (pattern.kind) {
    case 'chars':
      return [1, 1];
    case 'sequence':
      return pattern.parts.map(widthOf).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'choice':
      return pattern.options.map(widthOf).reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)]);
    case 'repeat': {
      const [least, most] = widthOf(pattern.body);
      return [least * pattern.least, most === 0 ? 0 : most * pattern.most];
    }
    default:
      return [0, 0];
  }
}

/** Whether it matches by more than the characters it takes. */
function looksAround(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'chars':
      return false;
    case 'sequence':
      return pattern.parts.some(looksAround);
    case 'choice':
      return pattern.options.some(looksAround);
    case 'repeat':
      return looksAround(pattern.body);
    default:
      return true;
  }
}
