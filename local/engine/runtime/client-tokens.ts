/** Of AWS: how long a client token answers as it first did, and how many of one execution do. */
const TOKEN_MS = 15 * 60_000;
const MAX_TOKENS = 10;
/** How many executions' tokens are kept; the one used longest ago goes first. */
const MAX_SUBJECTS = 1_000;

type Used = { readonly token: string; readonly at: number; readonly answer: Promise<number> };

/** Lets a request that a client repeats happen once. Kept in memory: after a restart it counts as a new one. */
export class ClientTokens {
  readonly #used = new Map<string, readonly Used[]>();

  /** The answer of the first time, where the token was used on that subject before; a failed one does not count. */
  once(subject: string, token: string | null, now: number, act: () => Promise<number>): Promise<number> {
    if (token === null) return act();
    const recent = (this.#used.get(subject) ?? []).filter(({ at }) => now - at <= TOKEN_MS);
    const before = recent.find((used) => used.token === token);
    if (before !== undefined) return before.answer;
    const answer = act();
    this.#used.delete(subject);
    this.#used.set(subject, [...recent, { token, at: now, answer }].slice(-MAX_TOKENS));
    const [oldest] = this.#used.keys();
    if (oldest !== undefined && this.#used.size > MAX_SUBJECTS) this.#used.delete(oldest);
    answer.catch(() => this.#forget(subject, token));
    return answer;
  }

  #forget(subject: string, token: string): void {
    const others = (this.#used.get(subject) ?? []).filter((used) => used.token !== token);
    this.#used.set(subject, others);
  }
}
