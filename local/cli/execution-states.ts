import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** `stopped`: it was at work when what is around it, or the execution, ended. */
export type StateOutcome = 'succeeded' | 'caught' | 'failed' | 'stopped' | 'running';

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
  readonly outcome: StateOutcome;
};

/**
 * The states of a history, in the order in which they were entered. Pure; works on what AWS answers as well.
 *
 * An event belongs to the state that was entered last on its way back along `previousEventId`. A state's exit belongs
 * to the entry of its name on that way, and the failure of a Parallel or Map to the nearest one: both end behind an
 * event of their own.
 */
export function executionStates(history: readonly HistoryEvent[], isRunning: boolean): readonly StateView[] {
  const entries = new Map<number, Entry>();
  const owners = new Map<number, Entry>();
  for (const event of history) {
    const { id = 0, type = '' } = event;
    const before = owners.get(event.previousEventId ?? 0);
    const entry = type.endsWith('StateEntered') ? enter(event, before) : ownerOf(event, before);
    if (type.endsWith('StateEntered') && entry !== undefined) entries.set(id, entry);
    else if (entry !== undefined) note(entry, event);
    if (entry !== undefined) owners.set(id, entry);
  }
  return [...entries.values()].map((entry) => viewOf(entry, isRunning));
}

/** `before`: the state on the way back; `around`: the one that this is inside of. */
type Entry = {
  readonly name: string;
  readonly kind: string;
  readonly enteredAt: Date;
  readonly input: string | null;
  readonly before: Entry | null;
  readonly around: Entry | null;
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
    before: before ?? null,
    around: aroundAfter(before ?? null),
    ...{ attempts: 0, exitedAt: null, output: null, error: null, failed: false },
  };
}

/** What comes behind a state that has ended is inside of the same; behind one that is open, inside of that. */
const aroundAfter = (before: Entry | null): Entry | null => (before?.exitedAt == null ? before : before.around);

function ownerOf(event: HistoryEvent, before: Entry | undefined): Entry | undefined {
  const type = event.type ?? '';
  if (type.endsWith('StateExited')) {
    return findBack(before, ({ name, exitedAt }) => name === event.stateExitedEventDetails?.name && exitedAt === null);
  }
  const [, kind] = /^(Parallel|Map)State(?:Failed|Aborted)$/.exec(type) ?? [];
  return kind === undefined ? before : findBack(before, (entry) => entry.kind === kind && entry.exitedAt === null);
}

function findBack(from: Entry | undefined, matches: (entry: Entry) => boolean): Entry | undefined {
  let entry = from ?? null;
  while (entry !== null && !matches(entry)) entry = entry.before;
  return entry ?? from;
}

function note(entry: Entry, event: HistoryEvent): void {
  const type = event.type ?? '';
  if (type.endsWith('StateExited')) {
    entry.exitedAt = event.timestamp ?? null;
    entry.output = event.stateExitedEventDetails?.output ?? null;
  } else if (/^(LambdaFunction|Task|Activity)Scheduled$/.test(type)) {
    entry.attempts += 1;
    entry.failed = false;
  } else if (/(Failed|TimedOut)$/.test(type)) {
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
  const { name, kind, enteredAt, exitedAt, attempts, input, output, error } = entry;
  const retries = Math.max(0, attempts - 1);
  const facts = { name, kind, depth: depthOf(entry), enteredAt, exitedAt, retries, input, output, error };
  return { ...facts, outcome: outcomeOf(entry, isRunning) };
}

const depthOf = ({ around }: Entry): number => (around === null ? 0 : depthOf(around) + 1);

function outcomeOf({ exitedAt, failed, around }: Entry, isRunning: boolean): StateOutcome {
  if (exitedAt !== null) return failed ? 'caught' : 'succeeded';
  const isOver = !isRunning || (around !== null && outcomeOf(around, isRunning) !== 'running');
  if (!isOver) return 'running';
  return failed ? 'failed' : 'stopped';
}
