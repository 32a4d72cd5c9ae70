import { type Program, parseDefinition } from '../definition/index.ts';
import type { MachineCatalogue, MachineRow, RevisionRow } from '../store/index.ts';
import { MAX_PROGRAMS_IN_MEMORY } from './limits.ts';

export type RevisedProgram = {
  readonly program: Program;
  readonly machine: MachineRow;
  readonly revision: RevisionRow;
};

/** Definitions parsed once per revision; what was not used for longest goes first. */
export class Programs {
  readonly #machines: MachineCatalogue;
  readonly #parsed = new Map<number, RevisedProgram>();

  constructor(machines: MachineCatalogue) {
    this.#machines = machines;
  }

  of(revisionId: number): RevisedProgram {
    const known = this.#parsed.get(revisionId) ?? this.#parse(revisionId);
    this.#parsed.delete(revisionId);
    this.#parsed.set(revisionId, known);
    return known;
  }

  #parse(revisionId: number): RevisedProgram {
    const revision = this.#machines.revision(revisionId);
    const machine = revision && this.#machines.find(revision.machine);
    if (revision === null || machine === null) throw new Error(`the store has no revision ${revisionId}`);
    const [oldest] = this.#parsed.keys();
    if (oldest !== undefined && this.#parsed.size >= MAX_PROGRAMS_IN_MEMORY) this.#parsed.delete(oldest);
    const program = parseDefinition(revision.definition, { workflowType: machine.type });
    return { program, machine, revision };
  }
}
