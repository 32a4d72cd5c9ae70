import type { ChildEnding, Command, Waiting } from '../machine/protocol.ts';
import type { RunRow, RunTexts } from '../store/index.ts';

type StartChild = Extract<Command, { type: 'startChild' }>;
type ChildEnded = { readonly type: 'childEnded'; readonly slot: number; readonly startedAt: number } & ChildEnding &
  Waiting;

type Link = { readonly parent: number; readonly mapRunArn: string; readonly slot: number } & Waiting;

/** Which child execution each map run waits for. Only in memory: a parent that is taken up again asks for them anew. */
export class ChildRuns {
  readonly #links = new Map<number, Link>();
  readonly #children = new Map<string, Set<number>>();

  add(child: number, parent: number, { mapRunArn, child: { slot }, frame, turn }: StartChild): void {
    this.#links.set(child, { parent, mapRunArn, slot, frame, turn });
    const children = this.#children.get(mapRunArn) ?? new Set();
    this.#children.set(mapRunArn, children.add(child));
  }

  /** What the parent is to be told of an ended child; null where nobody waits for it. */
  take({ id, ...row }: RunRow, texts: RunTexts): { readonly parent: number; readonly input: ChildEnded } | null {
    const link = this.#links.get(id);
    if (link === undefined) return null;
    const { parent, mapRunArn, slot, frame, turn } = link;
    this.#links.delete(id);
    this.#children.get(mapRunArn)?.delete(id);
    const waiting = { slot, frame, turn };
    return {
      parent,
      input: { type: 'childEnded', startedAt: row.startedAt, ...endingOf(row.status, texts), ...waiting },
    };
  }

  /** The children that still run: from now on nobody waits for them. */
  release(mapRunArn: string): readonly number[] {
    const children = [...(this.#children.get(mapRunArn) ?? [])];
    this.#children.delete(mapRunArn);
    for (const child of children) this.#links.delete(child);
    return children;
  }
}

function endingOf(status: RunRow['status'], { output, error, cause }: RunTexts): ChildEnding {
  return status === 'SUCCEEDED'
    ? { status, output: output ?? 'null' }
    : { status: status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'ABORTED' : status, error, cause };
}
