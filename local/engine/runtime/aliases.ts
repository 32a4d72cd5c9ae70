import type { AliasRow, MachineRow, Route, Store } from '../store/index.ts';
import { isVersion, readStateMachineArn } from './arns.ts';
import { refusal } from './errors.ts';
import { MAX_ALIASES } from './limits.ts';
import type { Clock } from './ports.ts';

/** AWS's form of a route. */
export type RouteRequest = { readonly stateMachineVersionArn: string; readonly weight: number };

export type AliasRequest = {
  readonly name: string;
  readonly description?: string | undefined;
  readonly routes: readonly RouteRequest[];
};

export type AliasUpdate = {
  readonly description?: string | undefined;
  readonly routes?: readonly RouteRequest[] | undefined;
};

export type AliasView = { readonly machine: MachineRow; readonly alias: AliasRow };

const WHOLE = 100;

/** Aliases as AWS has them: each divides what is started by it between one or two versions of its state machine. */
export class Aliases {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The same again is no error. */
  create({ name, description = '', routes: asked }: AliasRequest): AliasView {
    const { machine, routes } = this.#routed(asked);
    const existing = this.#store.aliases.find(machine.id, name);
    if (existing !== null) {
      if (!isSame(existing, { description, routes })) throw alreadyExists();
      return { machine, alias: existing };
    }
    if (this.#store.aliases.list(machine.id).length >= MAX_ALIASES) throw refusal.quotaExceeded('aliases', MAX_ALIASES);
    const now = this.#clock.now();
    const alias = { machine: machine.id, name, description, routes, createdAt: now, updatedAt: now };
    this.#store.aliases.put(alias);
    return { machine, alias };
  }

  update(arn: string, { description, routes }: AliasUpdate): AliasRow {
    if (description === undefined && routes === undefined) throw refusal.nothingToRoute();
    const { machine, alias } = this.find(arn);
    const updated = {
      ...alias,
      ...(description !== undefined && { description }),
      ...(routes !== undefined && { routes: this.#routed(routes, machine).routes }),
      updatedAt: this.#clock.now(),
    };
    this.#store.aliases.put(updated);
    return updated;
  }

  /** Throws ResourceNotFound. */
  find(arn: string): AliasView {
    const found = this.#find(arn);
    if (found === null) throw refusal.noSuchResource();
    return found;
  }

  /** By name; of a version's ARN those that lead to it. */
  list(arn: string): readonly AliasView[] {
    const { machineArn, qualifier } = readStateMachineArn(arn);
    const machine = this.#store.machines.find(machineArn);
    if (machine === null) throw refusal.stateMachineDoesNotExist(arn);
    const leads = ({ routes }: AliasRow) =>
      qualifier === null || routes.some(({ version }) => `${version}` === qualifier);
    return this.#store.aliases
      .list(machine.id)
      .filter(leads)
      .map((alias) => ({ machine, alias }));
  }

  /** No error for one that does not exist, as AWS. */
  remove(arn: string): void {
    const found = this.#find(arn);
    if (found !== null) this.#store.aliases.remove(found.machine.id, found.alias.name);
  }

  #find(arn: string): AliasView | null {
    const { machineArn, qualifier } = readStateMachineArn(arn);
    if (qualifier === null) throw refusal.invalidArn(arn);
    const machine = this.#store.machines.find(machineArn);
    const alias = machine === null ? null : this.#store.aliases.find(machine.id, qualifier);
    return machine === null || alias === null ? null : { machine, alias };
  }

  /** The state machine whose versions these are, and their numbers. */
  #routed(asked: readonly RouteRequest[], expected?: MachineRow): { machine: MachineRow; routes: readonly Route[] } {
    const arns = asked.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
    const received = `Received: [${arns.join(', ')}]`;
    if (new Set(arns).size < arns.length) {
      throw refusal.badRouting(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
    }
    const weights = asked.map(({ weight }) => weight);
    if (weights.reduce((sum, weight) => sum + weight, 0) !== WHOLE) {
      throw refusal.badRouting(
        `Sum of routing configuration weights must equal ${WHOLE}. Received: [${weights.join(', ')}]`,
      );
    }
    const versions = arns.map((arn) => this.#version(arn));
    const [first] = versions;
    const machine = expected ?? first?.machine;
    if (machine === undefined || versions.includes(null)) {
      throw refusal.badRouting(`Routing configuration must contain state machine version ARNs. ${received}`);
    }
    if (versions.some((version) => version?.machine.id !== machine.id)) {
      throw refusal.badRouting(`Routing configuration must contain versions of one state machine. ${received}`);
    }
    return {
      machine,
      routes: asked.map(({ weight }, index) => ({ version: versions[index]?.number ?? 0, weight })),
    };
  }

  #version(arn: string): { readonly machine: MachineRow; readonly number: number } | null {
    const { machineArn, qualifier } = readStateMachineArn(arn);
    const machine = this.#store.machines.find(machineArn);
    if (machine === null || qualifier === null || !isVersion(qualifier)) return null;
    const version = this.#store.versions.find(machine.id, Number(qualifier));
    return version === null ? null : { machine, number: version.number };
  }
}

function isSame(alias: AliasRow, { description, routes }: Pick<AliasRow, 'description' | 'routes'>): boolean {
  return alias.description === description && JSON.stringify(alias.routes) === JSON.stringify(routes);
}

function alreadyExists() {
  return refusal.conflict(
    'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  );
}

/** Which version an execution that is started by the alias takes; `share` is a random number in [0, 1). */
export function routeOf({ routes }: AliasRow, share: number): number {
  const [first, second] = routes;
  if (first === undefined) throw new Error('an alias has at least one route');
  return second === undefined || share * WHOLE < first.weight ? first.version : second.version;
}
