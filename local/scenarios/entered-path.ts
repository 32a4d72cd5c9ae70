import { isWoven } from '../../project/index.ts';
import type { HistoryEvent } from '../engine/index.ts';
import type { Container, Outline } from './outline.ts';

/** Which iteration of which Map an event happened in; `outer` came before it and may be over. */
type Iteration = { readonly map: string; readonly index: number; readonly outer: Iteration | null };

type Entry = { readonly name: string; readonly iteration: Iteration | null };

/**
 * The states that an execution entered, without those that were woven in: the author's path. A Parallel's come branch by branch and a Map's iteration by iteration, so that
 * the path does not depend on which of them was faster.
 */
export function enteredPath(history: readonly HistoryEvent[], outline: Outline): readonly string[] {
  return arrange(entriesOf(history), null, outline);
}

function entriesOf(history: readonly HistoryEvent[]): readonly Entry[] {
  const iterations = new Map<number, Iteration | null>();
  const entries: Entry[] = [];
  for (const { id, previousEventId, type, details } of history) {
    const { name, index } = details?.value ?? {};
    let iteration = iterations.get(previousEventId) ?? null;
    if (type === 'MapIterationStarted') iteration = { map: String(name), index: Number(index), outer: iteration };
    iterations.set(id, iteration);
    if (type.endsWith('StateEntered') && !isWoven(String(name))) entries.push({ name: String(name), iteration });
  }
  return entries;
}

/** `entries` lie in `level` or deeper; those that lie deeper belong to the state of the level that was entered last. */
function arrange(entries: readonly Entry[], level: Container | null, outline: Outline): readonly string[] {
  const path: string[] = [];
  let deeper: Entry[] = [];
  const closeState = () => {
    path.push(...arrangeInside(deeper, level, outline));
    deeper = [];
  };
  for (const entry of entries) {
    const inside = containerBelow(entry.name, level, outline);
    if (inside !== null) deeper.push(entry);
    else {
      closeState();
      path.push(entry.name);
    }
  }
  closeState();
  return path;
}

type Lane = { readonly container: Container; readonly order: number; readonly entries: Entry[] };

function arrangeInside(entries: readonly Entry[], level: Container | null, outline: Outline): readonly string[] {
  const lanes = new Map<number, Lane>();
  for (const entry of entries) {
    const container = containerBelow(entry.name, level, outline) as Container;
    const isMap = outline.get(container.state)?.type === 'Map';
    const order = isMap ? iterationOf(entry, container.state) : container.branch;
    const lane = lanes.get(order) ?? { container, order, entries: [] };
    lanes.set(order, lane);
    lane.entries.push(entry);
  }
  return [...lanes.values()]
    .sort((one, other) => one.order - other.order)
    .flatMap(({ container, entries: inLane }) => arrange(inLane, container, outline));
}

/** The branch or processor directly below the level that the state lies in; null where it lies in the level itself. */
function containerBelow(name: string, level: Container | null, outline: Outline): Container | null {
  let below: Container | null = null;
  let container = outline.get(name)?.container ?? null;
  while (container !== null && !isSame(container, level)) {
    below = container;
    container = outline.get(container.state)?.container ?? null;
  }
  return below;
}

const isSame = (one: Container, other: Container | null): boolean =>
  one.state === other?.state && one.branch === other.branch;

function iterationOf({ iteration }: Entry, map: string): number {
  for (let at = iteration; at !== null; at = at.outer) if (at.map === map) return at.index;
  return 0;
}
