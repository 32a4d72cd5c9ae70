/**
 * The language of all words in which a pattern is found. Parts are composed from right to left, each in front of the
 * language of what may come after it; so `$` says that nothing does, and a lookahead intersects with it. A lookbehind
 * intersects with what stands before it, which must not look beyond it in turn.
 */
import { ALL_CHARS } from './char-set.ts';
import type { Language, Languages } from './language.ts';
import { type Pattern, parsePattern } from './parse-pattern.ts';
import { looksAround, looksBehind, NOTHING, relaxed, widthOf } from './pattern-parts.ts';

/** Whether a place in a word is its start: `maybe` after something that may be empty. */
type AtStart = 'yes' | 'no' | 'maybe';

/** Ways that choices with lookbehinds are spread into, and repetitions of what looks around. */
const MAX_WAYS = 64;
const MAX_REPEATED_LOOKS = 16;

/** The language itself; undefined when the pattern is beyond automata. */
export function languageOfPattern(text: string, languages: Languages): Language | undefined {
  const pattern = parsePattern(text);
  return pattern && languageOf(pattern, languages);
}

/** A language that holds all its words, and others when the pattern is beyond automata. */
export function languageAround(text: string, languages: Languages): Language {
  const pattern = parsePattern(text);
  return (pattern && languageOf(relaxed(pattern), languages)) ?? languages.all;
}

function languageOf(pattern: Pattern, languages: Languages): Language | undefined {
  const composer = new Composer(languages);
  const later: Pattern = { kind: 'sequence', parts: [SOMETHING, pattern] };
  return composer.union([pattern, later].map((each) => composer.before(each, 'yes', languages.all)));
}

const SOMETHING: Pattern = {
  kind: 'repeat',
  body: { kind: 'chars', chars: ALL_CHARS },
  least: 1,
  most: Number.POSITIVE_INFINITY,
};

class Composer {
  readonly #languages: Languages;
  #ways = 0;

  constructor(languages: Languages) {
    this.#languages = languages;
  }

  /** What matches the pattern and goes on as `rest` says; undefined when that is beyond automata. */
  before(pattern: Pattern, at: AtStart, rest: Language): Language | undefined {
    const languages = this.#languages;
    switch (pattern.kind) {
      case 'chars':
        return languages.sequence(languages.chars(pattern.chars), rest);
      case 'start':
        if (at === 'maybe') return undefined;
        return at === 'yes' ? rest : languages.none;
      case 'end':
        return rest.nullable ? languages.emptyWord : languages.none;
      case 'ahead': {
        const ahead = this.before(pattern.body, at, languages.all);
        return ahead && languages.intersection([this.#asked(ahead, pattern.negated), rest]);
      }
      case 'behind':
        return this.#sequence([pattern], at, rest);
      case 'sequence':
        return this.#sequence(pattern.parts, at, rest);
      case 'choice':
        return this.#choice(pattern.options, at, rest);
      case 'repeat':
        return this.#repeat(pattern, at, rest);
      case 'backreference':
        return undefined;
    }
  }

  union(languages: readonly (Language | undefined)[]): Language | undefined {
    const known = languages.filter((language) => language !== undefined);
    return known.length < languages.length ? undefined : this.#languages.union(known);
  }

  #asked(language: Language, negated: boolean): Language {
    return negated ? this.#languages.complement(language) : language;
  }

  #sequence(nested: readonly Pattern[], at: AtStart, rest: Language): Language | undefined {
    const parts = nested.flatMap((part) => (part.kind === 'sequence' ? part.parts : [part]));
    if (parts.some(({ kind }) => kind === 'sequence')) return this.#sequence(parts, at, rest);
    if (parts.some(looksBehind)) return this.#behind(parts, at, rest);
    const starts = startsOf(parts, at);
    return parts.reduceRight<Language | undefined>(
      (after, part, index) => after && this.before(part, starts[index] ?? at, after),
      rest,
    );
  }

  /** A sequence with lookbehinds: ways are spread until all of them lie open, then it is split at the last. */
  #behind(parts: readonly Pattern[], at: AtStart, rest: Language): Language | undefined {
    const spread = parts.findIndex((part) => part.kind !== 'behind' && looksBehind(part));
    if (spread >= 0) {
      const ways = waysOf(parts[spread] as Pattern);
      this.#ways += ways?.length ?? 0;
      if (ways === undefined || this.#ways > MAX_WAYS) return undefined;
      return this.union(ways.map((way) => this.#sequence(parts.with(spread, way), at, rest)));
    }
    const index = parts.findLastIndex(looksBehind);
    const seam = parts[index] as Pattern & { kind: 'behind' };
    return this.#splitAt(seam, parts.slice(0, index), parts.slice(index + 1), at, rest);
  }

  #splitAt(
    { body, negated }: Pattern & { kind: 'behind' },
    left: readonly Pattern[],
    right: readonly Pattern[],
    at: AtStart,
    rest: Language,
  ): Language | undefined {
    const languages = this.#languages;
    const firstTaken = left.findIndex(({ kind }) => kind !== 'start' && kind !== 'ahead');
    const leading = firstTaken < 0 ? left : left.slice(0, firstTaken);
    const taken = left.slice(leading.length);
    const width = widthOf({ kind: 'sequence', parts: taken })[0];
    if (looksAround(body) || !seesNoFurther(taken) || (at !== 'yes' && widthOf(body)[1] > width)) return undefined;
    const seen = this.before(body, 'no', languages.emptyWord);
    const before = this.#sequence(taken, at, languages.emptyWord);
    const after = this.#sequence(right, startsOf([...left, NOTHING], at).at(-1) ?? at, rest);
    if (seen === undefined || before === undefined || after === undefined) return undefined;
    const allowed = this.#asked(languages.sequence(languages.all, seen), negated);
    const whole = languages.sequence(languages.intersection([before, allowed]), after);
    return leading.reduceRight<Language | undefined>((after, part) => after && this.before(part, at, after), whole);
  }

  #choice(options: readonly Pattern[], at: AtStart, rest: Language): Language | undefined {
    if (options.some(looksAround)) return this.union(options.map((option) => this.before(option, at, rest)));
    const languages = this.#languages;
    const choice = this.union(options.map((option) => this.before(option, at, languages.emptyWord)));
    return choice && languages.sequence(choice, rest);
  }

  #repeat(pattern: Pattern & { kind: 'repeat' }, at: AtStart, rest: Language): Language | undefined {
    const { body, least, most } = pattern;
    const languages = this.#languages;
    if (!looksAround(body)) {
      const once = this.before(body, at, languages.emptyWord);
      return once && languages.sequence(languages.repeat(once, least, most), rest);
    }
    if (most > MAX_REPEATED_LOOKS) return undefined;
    const starts = startsOf(
      Array.from({ length: most }, () => body),
      at,
    );
    let language: Language | undefined = rest;
    for (let count = most; count > 0; count--) {
      const taken: Language | undefined = language && this.before(body, starts[count - 1] ?? at, language);
      language = count > least ? this.union([rest, taken]) : taken;
    }
    return language;
  }
}

/** Of each part, whether it begins at the start. */
function startsOf(parts: readonly Pattern[], at: AtStart): readonly AtStart[] {
  let start = at;
  return parts.map((part) => {
    const before = start;
    start = startAfter(part, before);
    return before;
  });
}

function startAfter(pattern: Pattern, before: AtStart): AtStart {
  if (before === 'no') return 'no';
  const [least, most] = widthOf(pattern);
  if (least > 0) return 'no';
  return most === 0 ? before : 'maybe';
}

/** The ways that a part with a lookbehind is made of; undefined when they cannot be told one by one. */
function waysOf(part: Pattern): readonly Pattern[] | undefined {
  if (part.kind === 'choice') return part.options;
  if (part.kind !== 'repeat' || part.most !== 1) return undefined;
  return part.least === 1 ? [part.body] : [NOTHING, part.body];
}

/** Whether no lookahead reaches beyond the parts' own end. */
function seesNoFurther(parts: readonly Pattern[]): boolean {
  return parts.every((part, index) => {
    if (part.kind === 'behind') return !looksAround(part.body);
    if (!looksAround(part)) return true;
    const room = widthOf({ kind: 'sequence', parts: parts.slice(index + 1) })[0];
    return part.kind === 'start' || (part.kind === 'ahead' && !looksAround(part.body) && widthOf(part.body)[1] <= room);
  });
}
