import type { Engine, HistoryEvent } from '../engine/index.ts';
import { enteredPath } from './entered-path.ts';
import type { Outline } from './outline.ts';
import type { EndStatus, HappenedEvent, Json, Outcome } from './scenario.ts';

/** No execution has more events. */
const MAX_EVENTS = 25_000;

/** What has become of an execution that has ended; `isStalled`: because nothing else would have ended it. */
export function outcomeOf(engine: Engine, executionArn: string, outline: Outline, isStalled: boolean): Outcome {
  const { run, texts } = engine.executions.describe(executionArn);
  const history = engine.executions.history(executionArn, { reverse: false, from: null, limit: MAX_EVENTS });
  return {
    status: run.status as EndStatus,
    path: enteredPath(history, outline),
    output: texts.output === null ? undefined : (JSON.parse(texts.output) as Json),
    error: texts.error,
    cause: texts.cause,
    durationMs: (run.stoppedAt ?? run.startedAt) - run.startedAt,
    history: history.map(flatten),
    stall: isStalled ? stallOf(history) : null,
  };
}

const flatten = ({ type, timestamp, details }: HistoryEvent): HappenedEvent => ({
  ...details?.value,
  type,
  timestamp: new Date(timestamp).toISOString(),
});

/** Only tasks can wait for ever. */
function stallOf(history: readonly HistoryEvent[]): string {
  const waiting = new Set<unknown>();
  for (const { type, details } of history) {
    if (type === 'TaskStateEntered') waiting.add(details?.value.name);
    if (type === 'TaskStateExited') waiting.delete(details?.value.name);
  }
  return `${[...waiting].join(' and ')} waits for an answer that nobody sends: mock it, with a result or an error.`;
}
