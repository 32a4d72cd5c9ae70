import { type Language, Languages } from './language.ts';
import { languageAround, languageOfPattern } from './language-of-pattern.ts';

/** The patterns of one question, each read once. */
export class Patterns {
  readonly languages = new Languages();
  readonly #languageOf = new Map<string, Language | undefined>();
  readonly #matchers = new Map<string, RegExp | undefined>();

  /** Undefined when the pattern is beyond automata. */
  languageOf(pattern: string): Language | undefined {
    if (!this.#languageOf.has(pattern)) this.#languageOf.set(pattern, languageOfPattern(pattern, this.languages));
    return this.#languageOf.get(pattern);
  }

  /** A language in which all words lie that match. */
  languageAround(pattern: string): Language {
    return this.languageOf(pattern) ?? languageAround(pattern, this.languages);
  }

  /**
   * By the automaton where there is one: it takes no time that grows with more than the text. Undefined when the pattern
   * is no regular expression.
   */
  matches(pattern: string, text: string): boolean | undefined {
    const language = this.languageOf(pattern);
    return language === undefined ? this.#matcher(pattern)?.test(text) : this.languages.has(language, text);
  }

  #matcher(pattern: string): RegExp | undefined {
    if (!this.#matchers.has(pattern)) this.#matchers.set(pattern, matcherOf(pattern));
    return this.#matchers.get(pattern);
  }
}

function matcherOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}
