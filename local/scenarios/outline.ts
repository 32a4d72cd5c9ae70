import { parse } from 'yaml';

/** A Parallel's branch or a Map's processor, which is its branch 0. */
export type Container = { readonly state: string; readonly branch: number };

export type OutlinedState = {
  readonly type: string;
  /** What the state lies in; null for one of the state machine's own. */
  readonly container: Container | null;
};

/** The states of a definition by their names, which are unique in it. */
export type Outline = ReadonlyMap<string, OutlinedState>;

type States = { readonly States?: Readonly<Record<string, StateDefinition>> };
type StateDefinition = States & {
  readonly Type?: string;
  readonly Branches?: readonly States[];
  readonly ItemProcessor?: States;
  readonly Iterator?: States;
};

/** Reads a definition that the engine takes; of any other it gives what it finds. */
export function outlineOf(definition: string): Outline {
  const outline = new Map<string, OutlinedState>();
  outlineStates((parse(definition) ?? {}) as States, null, outline);
  return outline;
}

function outlineStates({ States = {} }: States, container: Container | null, outline: Map<string, OutlinedState>) {
  for (const [state, definition] of Object.entries(States)) {
    outline.set(state, { type: definition.Type ?? '', container });
    const { Branches, ItemProcessor, Iterator: iterator } = definition;
    const inner = Branches ?? [ItemProcessor ?? iterator ?? {}];
    for (const [branch, states] of inner.entries()) outlineStates(states, { state, branch }, outline);
  }
}
