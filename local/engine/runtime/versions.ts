import type { MachineRow, RevisionRow, Store, VersionRow } from '../store/index.ts';
import { isVersion, readStateMachineArn } from './arns.ts';
import { refusal } from './errors.ts';
import { MAX_VERSIONS } from './limits.ts';
import type { Clock } from './ports.ts';
import type { StateMachines } from './state-machines.ts';

/** How AWS names the revision that a state machine was created with. */
const FIRST_REVISION = 'INITIAL';

export type PublishRequest = {
  readonly description?: string | undefined;
  /** Only if the state machine is at this revision. */
  readonly revisionId?: string | undefined;
};

/** Versions as AWS has them: a revision is published once, and its number is never used again. */
export class Versions {
  readonly #store: Store;
  readonly #machines: StateMachines;
  readonly #clock: Clock;

  constructor(store: Store, machines: StateMachines, clock: Clock) {
    this.#store = store;
    this.#machines = machines;
    this.#clock = clock;
  }

  publish(machineArn: string, { description = '', revisionId }: PublishRequest): VersionRow {
    const { id, revision } = this.#machines.find(machineArn);
    const current = revision.revisionId ?? FIRST_REVISION;
    if (revisionId !== undefined && revisionId !== current) throw publishConflict(revisionId, current);
    const versions = this.#store.versions.list(id);
    const published = versions.find((version) => version.revision === revision.id);
    if (published !== undefined) return published;
    if (versions.length >= MAX_VERSIONS) throw refusal.quotaExceeded('versions', MAX_VERSIONS);
    return this.#store.versions.publish(id, { revision: revision.id, description, createdAt: this.#clock.now() });
  }

  /** Throws StateMachineDoesNotExist for what is no version. */
  find(arn: string): { readonly machine: MachineRow; readonly version: VersionRow; readonly revision: RevisionRow } {
    const found = this.#find(arn);
    if (found === null) throw refusal.stateMachineDoesNotExist(arn);
    return { ...found, revision: this.#store.machines.revision(found.version.revision) as RevisionRow };
  }

  /** Newest first. */
  list(machineArn: string): readonly VersionRow[] {
    return this.#store.versions.list(this.#machines.find(machineArn).id);
  }

  /** No error for one that does not exist, as AWS. */
  remove(arn: string): void {
    const found = this.#find(arn);
    if (found === null) return;
    const { machine, number } = found.version;
    const aliases = this.#store.aliases
      .list(machine)
      .filter(({ routes }) => routes.some((to) => to.version === number));
    if (aliases.length > 0) throw stillRouted(aliases.map(({ name }) => name));
    this.#store.versions.remove(machine, number);
  }

  #find(arn: string): { readonly machine: MachineRow; readonly version: VersionRow } | null {
    const { machineArn, qualifier } = readStateMachineArn(arn);
    const machine = this.#store.machines.find(machineArn);
    if (machine === null || qualifier === null || !isVersion(qualifier)) return null;
    const version = this.#store.versions.find(machine.id, Number(qualifier));
    return version === null ? null : { machine, version };
  }
}

function publishConflict(asked: string, current: string) {
  const refusedFor = `Failed to publish the State Machine version for revision ${asked}.`;
  return refusal.conflict(`${refusedFor} The current State Machine revision is ${current}.`);
}

function stillRouted(aliases: readonly string[]) {
  const list = `Current list of aliases referencing this version: [${aliases.join(', ')}]`;
  return refusal.conflict(`Version to be deleted must not be referenced by an alias. ${list}`);
}
