/**
 * Acts on decisions, lane by lane: several lanes at a time, one decision of a lane after the other.
 *
 * I1. A decision that is handed back takes the later ones of its lane with it, so that order per key holds.
 * I2. A systemic error stops all lanes, and rejects only when nothing is in flight any more.
 */
import type { Decision } from './decision.ts';
import { TransientStartError } from './errors.ts';
import { isOutOfTime, withPatience } from './patience.ts';
import type { ExecutionStarter, Patience, StartResult } from './ports.ts';

export type Outcome = StartResult | 'rejected' | 'skipped' | 'handed-back';

/** Calls to Step Functions in flight at a time. */
const MAX_LANES_AT_A_TIME = 16;

/** What became of each decision, in the order of acting; `busy` is what the last handed back one ran into. */
export type Report = { readonly outcomes: ReadonlyMap<Decision, Outcome>; readonly busy: TransientStartError | null };

export async function actInLanes(
  decisions: readonly Decision[],
  starter: ExecutionStarter,
  patience: Patience,
): Promise<Report> {
  const outcomes = new Map<Decision, Outcome>();
  let busy: TransientStartError | null = null;
  const fault = new AbortController();
  const lanes = lanesOf(decisions).values();

  const handBack = (error: unknown): Outcome => {
    if (!isTransient(error)) throw error;
    busy = error;
    return 'handed-back';
  };
  const act = (decision: Decision): Outcome | Promise<Outcome> => {
    if (decision.type === 'reject') return 'rejected';
    if (decision.type === 'skip') return 'skipped';
    if (isOutOfTime(patience)) return 'handed-back';
    return withPatience(() => starter.start(decision), isTransient, patience).catch(handBack);
  };
  const runLanes = async (): Promise<void> => {
    for (const lane of lanes) {
      let handedBack = false;
      for (const decision of lane) {
        if (fault.signal.aborted) return;
        const outcome: Outcome = handedBack ? 'handed-back' : await act(decision);
        handedBack = outcome === 'handed-back';
        outcomes.set(decision, outcome);
      }
    }
  };
  const atATime = Array.from({ length: MAX_LANES_AT_A_TIME }, () => runLanes().catch((error) => fault.abort(error)));
  await Promise.all(atATime);
  fault.signal.throwIfAborted();
  return { outcomes, busy };
}

const isTransient = (error: unknown): error is TransientStartError => error instanceof TransientStartError;

function lanesOf(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  const lanes = Map.groupBy(decisions, (decision) => decision.lane ?? decision);
  return [...lanes.values()];
}
