/** Strings: bounds on the length, and patterns, which are regular languages unless they are beyond automata. */

import { ALL_CHARS, charOf } from '../patterns/char-set.ts';
import { charsIn, findWord, type Lengths } from '../patterns/find-word.ts';
import type { Language, Languages } from '../patterns/language.ts';
import type { Patterns } from '../patterns/patterns.ts';
import { lengthOf } from '../values/json-value.ts';
import { type Answer, type Fact, NONE, type Problem, type Reasoning, unknown } from './facts.ts';

/** Denied words that are taken out of a language one by one. */
const MAX_EXCEPTED = 200;
/** Parts of terms that take about as long as a step of reasoning. */
const WORK_PER_STEP = 10;
/** The longest string that is ever made. */
const MAX_LENGTH = 2_000_000;

export class StringProblem implements Problem {
  readonly #patterns: Patterns;
  readonly #maxTransitions: number;
  readonly #charge: Reasoning['charge'];
  #lengths: Lengths = { least: 0, most: Number.POSITIVE_INFINITY };
  readonly #matched = new Set<string>();
  readonly #unmatched = new Set<string>();
  readonly #except = new Set<unknown>();

  constructor(facts: readonly Fact[], patterns: Patterns, maxTransitions: number, charge: Reasoning['charge']) {
    this.#charge = charge;
    this.#patterns = patterns;
    this.#maxTransitions = maxTransitions;
    for (const fact of facts) this.#add(fact);
  }

  #add(fact: Fact): void {
    if (fact.kind === 'size') this.#lengths = within(this.#lengths, fact);
    else if (fact.kind === 'pattern') (fact.holds ? this.#matched : this.#unmatched).add(fact.pattern);
    else if (fact.kind === 'except') for (const value of fact.values) this.#except.add(value);
  }

  admits(fact: Fact): boolean {
    if (fact.kind === 'size') {
      const { least, most } = within(this.#lengths, fact);
      return least <= most;
    }
    return fact.kind !== 'pattern' || !(fact.holds ? this.#unmatched : this.#matched).has(fact.pattern);
  }

  entails(fact: Fact): boolean {
    if (fact.kind === 'size') return fact.least <= this.#lengths.least && fact.most >= this.#lengths.most;
    return fact.kind === 'pattern' && (fact.holds ? this.#matched : this.#unmatched).has(fact.pattern);
  }

  settle(): Answer {
    const { least, most } = this.#lengths;
    if (least > most || [...this.#matched].some((pattern) => this.#unmatched.has(pattern))) return NONE;
    if (least > MAX_LENGTH) return unknown(`strings of more than ${MAX_LENGTH} characters are not made`);
    if (this.#matched.size + this.#unmatched.size === 0) return this.#anyString();
    return this.#word();
  }

  /** More strings of any length but 0 exist than can be denied one by one. */
  #anyString(): Answer {
    const { least, most } = this.#lengths;
    if (least === 0 && !this.#except.has('') && (most === 0 || this.#except.has('a')))
      return { kind: 'value', value: '' };
    if (most === 0) return NONE;
    const length = Math.max(least, 1);
    const chars = charsIn(ALL_CHARS, this.#except.size + 1);
    const start = 'a'.repeat(length - 1);
    const value = chars.map((char) => start + char).find((text) => !this.#except.has(text));
    return value === undefined ? unknown('no string was found') : { kind: 'value', value };
  }

  #word(): Answer {
    const { languages } = this.#patterns;
    const beyond = [...this.#matched, ...this.#unmatched].filter((pattern) => !this.#patterns.languageOf(pattern));
    const parts = [...this.#matched].map((pattern) => this.#patterns.languageAround(pattern));
    for (const pattern of this.#unmatched) {
      const language = this.#patterns.languageOf(pattern);
      if (language !== undefined) parts.push(languages.complement(language));
    }
    const answer = this.#wordOf(languages.intersection(parts), languages);
    if (beyond.length === 0 || answer.kind !== 'value') return answer;
    const lucky = this.#luckyWord(answer.value as string);
    return lucky ?? unknown(`the pattern ${beyond[0]} is beyond automata`);
  }

  #wordOf(language: Language, languages: Languages): Answer {
    const excepted: string[] = [];
    for (;;) {
      const workBefore = languages.work;
      const without = languages.complement(languages.union(excepted.map((word) => literally(word, languages))));
      const found = findWord(
        languages.intersection([language, without]),
        this.#lengths,
        languages,
        this.#maxTransitions,
      );
      this.#charge((languages.work - workBefore) / WORK_PER_STEP);
      if (found === undefined) return unknown('patterns make an automaton that is too large');
      if (found === null) return NONE;
      const words = wordsOf(found, this.#except.size + 1);
      const word = words.find((each) => !this.#except.has(each));
      if (word !== undefined) return { kind: 'value', value: word };
      excepted.push(...words);
      if (excepted.length > MAX_EXCEPTED) return unknown(`more than ${MAX_EXCEPTED} words are denied one by one`);
    }
  }

  /** A word that also fits the patterns that automata do not know. */
  #luckyWord(first: string): Answer | undefined {
    const value = [first, ...COMMON_WORDS].find((word) => this.#fits(word));
    return value === undefined ? undefined : { kind: 'value', value };
  }

  #fits(word: string): boolean {
    const length = lengthOf(word);
    return (
      length >= this.#lengths.least &&
      length <= this.#lengths.most &&
      !this.#except.has(word) &&
      [...this.#matched].every((pattern) => this.#patterns.matches(pattern, word) === true) &&
      [...this.#unmatched].every((pattern) => this.#patterns.matches(pattern, word) === false)
    );
  }
}

const COMMON_WORDS = [
  '',
  'a',
  'A',
  '0',
  '1',
  'aa',
  'ab',
  'abc',
  'ABC',
  '00',
  '12',
  'a b',
  'a-b',
  'a1',
  'A1',
  'Aa1!',
  '-',
  '.',
  '/',
  ' ',
];

export const within = (one: Lengths, other: Lengths): Lengths => ({
  least: Math.max(one.least, other.least),
  most: Math.min(one.most, other.most),
});

const literally = (word: string, languages: Languages): Language =>
  [...word].reduceRight(
    (rest, char) => languages.sequence(languages.chars(charOf(char.codePointAt(0) ?? 0)), rest),
    languages.emptyWord,
  );

/** Words that differ in one place, at most so many. */
function wordsOf(sets: Exclude<ReturnType<typeof findWord>, null | undefined>, most: number): readonly string[] {
  const first = sets.map((set) => charsIn(set, 1)[0] ?? '\ud800');
  const words = new Set([first.join('')]);
  for (const [index, set] of sets.entries()) {
    if (words.size >= most) break;
    for (const char of charsIn(set, most - words.size + 1)) words.add(first.with(index, char).join(''));
  }
  return [...words];
}
