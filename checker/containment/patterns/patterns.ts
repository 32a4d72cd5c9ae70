import { type Language, Languages } from './language.ts';
import { languageOfPattern } from './language-of-pattern.ts';

/** The patterns of one question, each read once. */
export class Patterns {
  readonly languages = new Languages();
  readonly #languageOf = new Map<string, Language | undefined>();
  readonly #matchers = new Map<string, RegExp>();

  /** Undefined when the pattern is beyond automata. */
  languageOf(pattern: string): Language | undefined {
    if (!this.#languageOf.has(pattern)) this.#languageOf.set(pattern, languageOfPattern(pattern, this.languages));
    return this.#languageOf.get(pattern);
  }

  /** By the automaton where there is one: it takes no time that grows with more than the text. Throws SyntaxError. */
  matches(pattern: string, text: string): boolean {
    const language = this.languageOf(pattern);
    if (language !== undefined) return this.languages.has(language, text);
    const matcher = this.#matchers.get(pattern) ?? new RegExp(pattern, 'u');
    this.#matchers.set(pattern, matcher);
    return matcher.test(text);
  }
}
