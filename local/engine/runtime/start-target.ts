import type { MachineRow, Store } from '../store/index.ts';
import { routeOf } from './aliases.ts';
import { isVersion, readStateMachineArn } from './arns.ts';
import { refusal } from './errors.ts';
import type { StateMachines } from './state-machines.ts';

/** What an execution takes from the ARN that it is started by. */
export type StartTarget = {
  readonly machine: MachineRow;
  readonly revision: number;
  readonly version: number | null;
  readonly alias: string | null;
};

/** Which executions an ARN stands for when they are listed. */
export type ListTarget = { readonly machine: MachineRow; readonly version?: number; readonly alias?: string };

/** Finds what state machine ARNs mean, qualified or not. Throws StateMachineDoesNotExist. */
export class Targets {
  readonly #store: Store;
  readonly #machines: StateMachines;
  readonly #random: () => number;

  constructor(store: Store, machines: StateMachines, random: () => number = Math.random) {
    this.#store = store;
    this.#machines = machines;
    this.#random = random;
  }

  toStart(arn: string): StartTarget {
    const { machineArn, qualifier } = unlabelled(arn);
    if (qualifier === null) {
      const machine = this.#machines.find(arn);
      return { machine, revision: machine.revision.id, version: null, alias: null };
    }
    const machine = this.#machine(arn, machineArn);
    if (isVersion(qualifier)) {
      const number = Number(qualifier);
      return { machine, revision: this.#revision(arn, machine, number), version: number, alias: null };
    }
    const alias = this.#store.aliases.find(machine.id, qualifier);
    if (alias === null) throw refusal.stateMachineDoesNotExist(arn);
    const version = routeOf(alias, this.#random());
    return { machine, revision: this.#revision(arn, machine, version), version, alias: alias.name };
  }

  toList(arn: string): ListTarget {
    const { machineArn, qualifier } = unlabelled(arn);
    if (qualifier === null) return { machine: this.#machines.find(arn) };
    const machine = this.#machine(arn, machineArn);
    if (isVersion(qualifier)) {
      this.#revision(arn, machine, Number(qualifier));
      return { machine, version: Number(qualifier) };
    }
    if (this.#store.aliases.find(machine.id, qualifier) === null) throw refusal.stateMachineDoesNotExist(arn);
    return { machine, alias: qualifier };
  }

  #machine(arn: string, machineArn: string): MachineRow {
    const machine = this.#store.machines.find(machineArn);
    if (machine === null) throw refusal.stateMachineDoesNotExist(arn);
    return machine;
  }

  #revision(arn: string, machine: MachineRow, number: number): number {
    const version = this.#store.versions.find(machine.id, number);
    if (version === null) throw refusal.stateMachineDoesNotExist(arn);
    return version.revision;
  }
}

/** `name/label` names a Distributed Map within a state machine: nothing that can be started or listed by itself. */
function unlabelled(arn: string) {
  const reference = readStateMachineArn(arn);
  if (reference.machineArn.includes('/')) throw refusal.labelledArn();
  return reference;
}
