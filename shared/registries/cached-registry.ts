/**
 * Remembers what a registry said. Owns when it is asked again; does not own trying again, which is for those who know
 * how much time is left.
 *
 * I1. One question is asked once at a time, however many wait for its answer.
 * I2. What was known once stays known while the registry is away, for `STALE_MS`; what was not is asked again soon, an
 *     id of the contract's own schema at once: somebody may just have registered it.
 * I3. Memory is bounded, and ids that nobody knows, which anybody can make up, push out none that somebody does.
 */
import type { WriterId, WriterSchema } from '../contracts/index.ts';
import { RecentlyUsed } from './recently-used.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** Answers kept of each kind. */
export const MAX_ENTRIES = 1_000;
export const FRESH_MS = 60 * 60 * 1000;
/** After this long even an answer that cannot be had again is forgotten. */
export const STALE_MS = 24 * 60 * 60 * 1000;
/** A registry that is away is not waited for by those who know an answer, until then. */
export const AWAY_MS = 30 * 1000;
/** A schema may be registered a moment after its first record was written. */
export const UNKNOWN_MS = 30 * 1000;

/** `now` is in milliseconds since anything. */
export function cachedRegistry(registry: SchemaRegistry, now: () => number): SchemaRegistry {
  const schemas = new Answers<WriterSchema>(now, UNKNOWN_MS);
  const ids = new Answers<WriterId>(now, 0);
  return {
    schemaOf: (id) => schemas.of(id, () => registry.schemaOf(id)),
    idOf: (subject, schema) => ids.of(JSON.stringify([subject, schema]), () => registry.idOf(subject, schema)),
  };
}

type Known<Answer> = { readonly answer: Answer; readonly staleAt: number; freshUntil: number };

class Answers<Answer> {
  readonly #now: () => number;
  readonly #unknownMs: number;
  readonly #known = new RecentlyUsed<string, Known<Answer>>(MAX_ENTRIES);
  readonly #unknownUntil = new RecentlyUsed<string, number>(MAX_ENTRIES);
  readonly #asking = new Map<string, Promise<Answer | null>>();

  constructor(now: () => number, unknownMs: number) {
    this.#now = now;
    this.#unknownMs = unknownMs;
  }

  async of(question: string, ask: () => Promise<Answer | null>): Promise<Answer | null> {
    const known = this.#known.get(question);
    if (known !== undefined && this.#now() < known.freshUntil) return known.answer;
    if (this.#now() < (this.#unknownUntil.get(question) ?? Number.NEGATIVE_INFINITY)) return null;
    try {
      return await this.#askOnce(question, ask);
    } catch (error) {
      if (known === undefined || this.#now() >= known.staleAt) throw error;
      known.freshUntil = this.#now() + AWAY_MS;
      return known.answer;
    }
  }

  #askOnce(question: string, ask: () => Promise<Answer | null>): Promise<Answer | null> {
    const asking = this.#asking.get(question);
    if (asking !== undefined) return asking;
    const asked = this.#ask(question, ask).finally(() => this.#asking.delete(question));
    this.#asking.set(question, asked);
    return asked;
  }

  async #ask(question: string, ask: () => Promise<Answer | null>): Promise<Answer | null> {
    const answer = await ask();
    const now = this.#now();
    if (answer === null) {
      this.#known.delete(question);
      this.#unknownUntil.set(question, now + this.#unknownMs);
    } else {
      this.#known.set(question, { answer, staleAt: now + STALE_MS, freshUntil: now + FRESH_MS });
    }
    return answer;
  }
}
