import { cutTo, includes } from './inclusion.ts';
import type { ExpectedEvent, HappenedEvent } from './scenario.ts';

/** An expected event with the one that it fits or, where it fits none, the next one of its type. */
export type MatchedEvent = {
  readonly expected: ExpectedEvent;
  /** As much of it as was expected; null where there is none of its type. */
  readonly happened: Readonly<Record<string, unknown>> | null;
  readonly fits: boolean;
};

/** Looks for the expected events in their order; others may lie between them. */
export function matchHistory(
  expected: readonly ExpectedEvent[],
  history: readonly HappenedEvent[],
): readonly MatchedEvent[] {
  let from = 0;
  return expected.map((event) => {
    const rest = history.slice(from).map((happened) => read(happened, event));
    const fitting = rest.findIndex((happened) => includes(happened, event));
    const at = fitting >= 0 ? fitting : rest.findIndex(({ type }) => type === event.type);
    if (at >= 0) from += at + 1;
    const happened = at < 0 ? null : (cutTo(event, rest[at]) as Readonly<Record<string, unknown>>);
    return { expected: event, happened, fits: fitting >= 0 };
  });
}

/** Data in events is JSON text: where something else than a text is expected, it is read. */
function read(happened: HappenedEvent, expected: ExpectedEvent): HappenedEvent {
  const texts = Object.keys(expected).filter(
    (name) => typeof happened[name] === 'string' && typeof expected[name] !== 'string',
  );
  return { ...happened, ...Object.fromEntries(texts.map((name) => [name, parsed(happened[name] as string)])) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A name or a cause in words: it stays what it is, and fits no object.
    return text;
  }
}
