/**
 * Remembers what a registry said. Owns when it is asked again; does not own trying again, which is for those who know
 * how much time is left.
 *
 * I1. One question is asked once at a time, however many wait for its answer.
 * I2. What was known once stays known while the registry is away, for `STALE_MS`; what was not is asked again soon, an
 *     id of the contract's own schema at once: somebody may just have registered it.
 * I3. Memory is bounded, and ids that nobody knows, which anybody can make up, push out none that somebody does.
 */
import { RecentlyUsed } from './recently-used.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** Answers kept of each kind. */
export const MAX_ENTRIES = 1_000;
export const FRESH_MS = 60 * 60 * 1000;
/** After this long even an answer that cannot be had again is forgotten. */
export const STALE_MS = 24 * 60 * 60 * 1000;
/** A schema may be registered a moment after its first record was written. */
export const UNKNOWN_MS = 30 * 1000;

/** `now` is in milliseconds since anything. */
export function cachedRegistry(registry: SchemaRegistry, now: () => number): SchemaRegistry {
  const schemas = new Answers<string>(now, UNKNOWN_MS);
  const ids = new Answers<string>(now, 0);
  return {
    schemaOf: (id) => schemas.of(id, () => registry.schemaOf(id)),
    idOf: (subject, schema) => ids.of(JSON.stringify([subject, schema]), () => registry.idOf(subject, schema)),
  };
}

type Known = { readonly answer: object | string; readonly askedAt: number };

class Answers<Question> {
  readonly #now: () => number;
  readonly #unknownMs: number;
  readonly #known = new RecentlyUsed<Question, Known>(MAX_ENTRIES);
  readonly #unknownSince = new RecentlyUsed<Question, number>(MAX_ENTRIES);
  readonly #asking = new Map<Question, Promise<unknown>>();

  constructor(now: () => number, unknownMs: number) {
    this.#now = now;
    this.#unknownMs = unknownMs;
  }

  async of<Answer extends object | string>(
    question: Question,
    ask: () => Promise<Answer | null>,
  ): Promise<Answer | null> {
    const known = this.#known.get(question);
    if (known !== undefined && this.#now() - known.askedAt < FRESH_MS) return known.answer as Answer;
    const unknownSince = this.#unknownSince.get(question);
    if (unknownSince !== undefined && this.#now() - unknownSince < this.#unknownMs) return null;
    try {
      return await this.#askOnce(question, ask);
    } catch (error) {
      if (known === undefined || this.#now() - known.askedAt >= STALE_MS) throw error;
      return known.answer as Answer;
    }
  }

  #askOnce<Answer extends object | string>(
    question: Question,
    ask: () => Promise<Answer | null>,
  ): Promise<Answer | null> {
    const asking = this.#asking.get(question) as Promise<Answer | null> | undefined;
    if (asking !== undefined) return asking;
    const asked = this.#ask(question, ask).finally(() => this.#asking.delete(question));
    this.#asking.set(question, asked);
    return asked;
  }

  async #ask<Answer extends object | string>(
    question: Question,
    ask: () => Promise<Answer | null>,
  ): Promise<Answer | null> {
    const answer = await ask();
    if (answer === null) {
      this.#known.delete(question);
      this.#unknownSince.set(question, this.#now());
    } else {
      this.#unknownSince.delete(question);
      this.#known.set(question, { answer, askedAt: this.#now() });
    }
    return answer;
  }
}
