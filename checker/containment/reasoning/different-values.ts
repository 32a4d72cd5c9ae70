/**
 * Values for a list of places, no two of them equal. A place for which as many values are known as there are places
 * always finds one that is free; the others are known in full, and matched by augmenting paths.
 */
import type { Literal } from '../schema/shapes.ts';
import { canonicalText } from '../values/json-value.ts';
import { type Answer, NONE, type Reasoning, unknown } from './facts.ts';

const MAX_PLACES = 200;

type Candidates = { readonly values: ReadonlyMap<string, unknown>; readonly failure?: Answer };

export function differentValues(places: readonly (readonly Literal[])[], reasoning: Reasoning): Answer {
  if (places.length > MAX_PLACES) return manyPlaces(places, reasoning);
  const byLiterals = new Map<string, Candidates>();
  const candidates = places.map((literals) => {
    const key = [...literals].sort().join();
    const found = byLiterals.get(key) ?? valuesOf(literals, places.length, reasoning);
    byLiterals.set(key, found);
    return found;
  });
  const chosen = matchingOf(candidates.map(({ values }) => [...values.keys()]));
  if (chosen === undefined) return candidates.find(({ failure }) => failure !== undefined)?.failure ?? NONE;
  return { kind: 'value', value: chosen.map((text, index) => candidates[index]?.values.get(text)) };
}

/** Too many for a list of candidates each; but no values are enough when there are fewer of them than places alike. */
function manyPlaces(places: readonly (readonly Literal[])[], reasoning: Reasoning): Answer {
  const last = places.at(-1) ?? [];
  const alike = places.filter((literals) => literals === last).length;
  const { values, failure } = valuesOf(last, Math.min(alike, MAX_PLACES), reasoning);
  return values.size < Math.min(alike, MAX_PLACES)
    ? (failure ?? NONE)
    : unknown(`arrays of more than ${MAX_PLACES} different items are not made`);
}

/** So many values, or all there are. */
function valuesOf(literals: readonly Literal[], most: number, reasoning: Reasoning): Candidates {
  const values = new Map<string, unknown>();
  while (values.size < most) {
    const others = [...values.values()].map((value) => -reasoning.literalOf({ place: NOWHERE, values: [value] }));
    const answer = reasoning.solve([...literals, ...others]);
    if (answer.kind === 'none') return { values };
    if (answer.kind === 'unknown') return { values, failure: answer };
    values.set(canonicalText(answer.value), answer.value);
  }
  return { values };
}

const NOWHERE = { schema: 'wide', pointer: '' } as const;

function matchingOf(options: readonly (readonly string[])[]): readonly string[] | undefined {
  const takenBy = new Map<string, number>();
  const findFor = (place: number, seen: Set<string>): boolean =>
    (options[place] ?? []).some((option) => {
      if (seen.has(option)) return false;
      seen.add(option);
      const holder = takenBy.get(option);
      if (holder !== undefined && !findFor(holder, seen)) return false;
      takenBy.set(option, place);
      return true;
    });
  if (!options.every((_, place) => findFor(place, new Set()))) return undefined;
  const chosen = new Map([...takenBy].map(([option, place]) => [place, option]));
  return options.map((_, place) => chosen.get(place) ?? '');
}
