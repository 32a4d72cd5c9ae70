import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** A state that an execution entered, as its history tells. */
export type StateView = {
  readonly name: string;
  /** `Task`, `Choice`, … */
  readonly kind: string;
  /** How deep in Parallel and Map states. */
  readonly depth: number;
  readonly enteredAt: Date;
  /** Null while it runs, and for a state that the execution ended in. */
  readonly exitedAt: Date | null;
  readonly retries: number;
  readonly input: string | null;
  readonly output: string | null;
  /** The last error of the state, whether it was retried, caught or ended the execution. */
  readonly error: { readonly name: string; readonly cause: string } | null;
  readonly outcome: 'succeeded' | 'caught' | 'failed' | 'running';
};

/**
 * The states of a history, in the order in which they were entered. Pure; works on what AWS answers as well.
 *
 * An event belongs to the state that was entered last on its way back along `previousEventId`; a state's exit closes
 * the entry of the same name on that way, since a Parallel or Map ends behind the last of its own.
 */
export function executionStates(history: readonly HistoryEvent[], isRunning: boolean): readonly StateView[] {
  const entries = new Map<number, Entry>();
  const owners = new Map<number, Entry>();
  for (const event of history) {
    const { id = 0, type = '' } = event;
    const before = owners.get(event.previousEventId ?? 0);
    const entry = type.endsWith('StateEntered') ? enter(event, before) : exitedEntry(event, before);
    if (type.endsWith('StateEntered') && entry !== undefined) entries.set(id, entry);
    else if (entry !== undefined) note(entry, event);
    if (entry !== undefined) owners.set(id, entry);
  }
  return [...entries.values()].map((entry) => viewOf(entry, isRunning));
}

/** `before`: the state on the way back, which is around this one while it is open. */
type Entry = {
  readonly name: string;
  readonly kind: string;
  readonly enteredAt: Date;
  readonly input: string | null;
  readonly before: Entry | undefined;
  readonly depth: number;
  attempts: number;
  exitedAt: Date | null;
  output: string | null;
  error: StateView['error'];
  failed: boolean;
};

function enter(event: HistoryEvent, before: Entry | undefined): Entry {
  const details = event.stateEnteredEventDetails;
  return {
    name: details?.name ?? '',
    kind: (event.type ?? '').replace('StateEntered', ''),
    enteredAt: event.timestamp ?? new Date(0),
    input: details?.input ?? null,
    before,
    depth: depthAfter(before),
    ...{ attempts: 0, exitedAt: null, output: null, error: null, failed: false },
  };
}

/** Behind a state that has ended one is as deep as it was; behind one that is open, inside of it. */
function depthAfter(before: Entry | undefined): number {
  if (before === undefined) return 0;
  return before.exitedAt === null ? before.depth + 1 : before.depth;
}

function exitedEntry(event: HistoryEvent, before: Entry | undefined): Entry | undefined {
  if (!event.type?.endsWith('StateExited')) return before;
  const name = event.stateExitedEventDetails?.name;
  let entry = before;
  while (entry !== undefined && (entry.name !== name || entry.exitedAt !== null)) entry = entry.before;
  return entry ?? before;
}

function note(entry: Entry, event: HistoryEvent): void {
  const type = event.type ?? '';
  if (type.endsWith('StateExited')) {
    entry.exitedAt = event.timestamp ?? null;
    entry.output = event.stateExitedEventDetails?.output ?? null;
  } else if (/^(LambdaFunction|Task|Activity)Scheduled$/.test(type)) {
    entry.attempts += 1;
    entry.failed = false;
  } else if (/(Failed|TimedOut|Aborted)$/.test(type)) {
    entry.failed = true;
    entry.error = errorOf(event) ?? entry.error;
  }
}

/** Every kind of event keeps its error under its own name. */
function errorOf(event: HistoryEvent): StateView['error'] {
  const details = Object.values(event).find(
    (value): value is { error?: string; cause?: string } =>
      typeof value === 'object' && value !== null && ('error' in value || 'cause' in value),
  );
  return details === undefined ? null : { name: details.error ?? '', cause: details.cause ?? '' };
}

function viewOf(entry: Entry, isRunning: boolean): StateView {
  const { name, kind, depth, enteredAt, exitedAt, attempts, input, output, error } = entry;
  const retries = Math.max(0, attempts - 1);
  return {
    name,
    kind,
    depth,
    enteredAt,
    exitedAt,
    retries,
    input,
    output,
    error,
    outcome: outcomeOf(entry, isRunning),
  };
}

function outcomeOf({ exitedAt, failed }: Entry, isRunning: boolean): StateView['outcome'] {
  if (exitedAt !== null) return failed ? 'caught' : 'succeeded';
  return isRunning ? 'running' : 'failed';
}
