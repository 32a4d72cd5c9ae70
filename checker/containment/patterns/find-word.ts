/** Finds words of a regular language whose lengths lie within bounds, by walking its automaton breadth first. */
import { type CharSet, hasChar } from './char-set.ts';
import { charSetsIn, type Language, type Languages } from './language.ts';

export type Lengths = { readonly least: number; readonly most: number };

/** A word as sets of characters, one of each making a word; null when there is none, undefined when it is too much work. */
export type Found = readonly CharSet[] | null | undefined;

type Walk = {
  readonly symbols: readonly Symbol[];
  /** From the first to each of the states that lead to a word. */
  readonly next: ReadonlyMap<Language, readonly (Language | undefined)[]>;
};

/** Characters that no set of the language tells apart. */
type Symbol = { readonly char: number; readonly chars: CharSet };

const MAX_LAYERS = 100_000;
/** On average, beyond which an automaton takes too long to make. */
const PARTS_PER_TRANSITION = 10;

export function findWord(language: Language, lengths: Lengths, languages: Languages, maxTransitions: number): Found {
  if (lengths.least > lengths.most || language === languages.none) return null;
  const symbols = symbolsOf(language);
  const next = explore(language, symbols, languages, maxTransitions);
  if (next === undefined) return undefined;
  return walk({ symbols, next: withoutDeadEnds(next) }, language, lengths);
}

/** A state and one way there. */
type Step = { readonly from: Step | null; readonly symbol: number; readonly state: Language };

/** Layer by layer: all states after so many characters. */
function walk({ symbols, next }: Walk, start: Language, { least, most }: Lengths): Found {
  const longest = Math.min(most, least + next.size);
  let layer: readonly Step[] = next.has(start) ? [{ from: null, symbol: 0, state: start }] : [];
  for (let length = 0; length <= longest && layer.length > 0; length++) {
    if (length > MAX_LAYERS) return undefined;
    const end = length >= least ? layer.find(({ state }) => state.nullable) : undefined;
    if (end !== undefined) return wordOf(end, symbols);
    layer = layerAfter(layer, next);
  }
  return null;
}

function layerAfter(layer: readonly Step[], next: Walk['next']): readonly Step[] {
  const reached = new Map<Language, Step>();
  for (const from of layer) {
    for (const [symbol, state] of (next.get(from.state) ?? []).entries()) {
      if (state !== undefined && !reached.has(state)) reached.set(state, { from, symbol, state });
    }
  }
  return [...reached.values()];
}

function wordOf(end: Step, symbols: readonly Symbol[]): readonly CharSet[] {
  const word: CharSet[] = [];
  for (let at: Step = end; at.from !== null; at = at.from) word.push(symbols[at.symbol]?.chars ?? []);
  return word.reverse();
}

function explore(
  start: Language,
  symbols: readonly Symbol[],
  languages: Languages,
  maxTransitions: number,
): Map<Language, readonly Language[]> | undefined {
  const next = new Map<Language, readonly Language[]>();
  const mostWork = languages.work + maxTransitions * PARTS_PER_TRANSITION;
  const queue = [start];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    if (next.has(state)) continue;
    if (next.size * symbols.length >= maxTransitions || languages.work > mostWork) return undefined;
    const from = state;
    const followers = symbols.map(({ char }) => languages.derivative(from, char));
    next.set(state, followers);
    queue.push(...new Set(followers));
  }
  return next;
}

/** Keeps the states from which a word can still be completed. */
function withoutDeadEnds(
  next: ReadonlyMap<Language, readonly Language[]>,
): ReadonlyMap<Language, readonly (Language | undefined)[]> {
  const before = new Map<Language, Language[]>();
  for (const [state, followers] of next) {
    for (const follower of new Set(followers)) {
      const list = before.get(follower);
      if (list === undefined) before.set(follower, [state]);
      else list.push(state);
    }
  }
  const alive = new Set([...next.keys()].filter(({ nullable }) => nullable));
  const queue = [...alive];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const source of before.get(state) ?? []) {
      if (alive.has(source)) continue;
      alive.add(source);
      queue.push(source);
    }
  }
  return new Map(
    [...next]
      .filter(([state]) => alive.has(state))
      .map(([state, followers]) => [state, followers.map((follower) => (alive.has(follower) ? follower : undefined))]),
  );
}

/** The alphabet, cut where a set of the language begins or ends; pieces that lie in the same sets are one symbol. */
function symbolsOf(language: Language): readonly Symbol[] {
  const sets = [...charSetsIn(language)];
  const cuts = [...new Set([0, ...sets.flat().flatMap(([first, last]) => [first, last + 1])])]
    .filter((cut) => cut <= 0x10ffff)
    .sort((one, other) => one - other);
  const pieces = new Map<string, [number, number][]>();
  for (const [index, first] of cuts.entries()) {
    const last = (cuts[index + 1] ?? 0x110000) - 1;
    const key = sets.map((set) => (hasChar(set, first) ? 1 : 0)).join('');
    const piece = pieces.get(key);
    if (piece === undefined) pieces.set(key, [[first, last]]);
    else piece.push([first, last]);
  }
  return [...pieces.values()]
    .map((chars) => ({ char: chars[0]?.[0] ?? 0, chars }))
    .sort((one, other) => rankOf(one.chars) - rankOf(other.chars));
}

/** The characters that a person reads most easily, best first. */
const READABLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@ ';

function rankOf(chars: CharSet): number {
  const rank = [...READABLE].findIndex((char) => hasChar(chars, char.codePointAt(0) ?? 0));
  return rank < 0 ? READABLE.length : rank;
}

/** Characters of the set, readable ones first, at most so many. */
export function charsIn(set: CharSet, most: number): readonly string[] {
  const found = [...READABLE].filter((char) => hasChar(set, char.codePointAt(0) ?? 0)).slice(0, most);
  for (const [first, last] of set) {
    for (let code = first; code <= last && found.length < most; code++) {
      const char = String.fromCodePoint(code);
      if (!READABLE.includes(char) && (code < 0xd800 || code > 0xdfff)) found.push(char);
    }
  }
  return found;
}
