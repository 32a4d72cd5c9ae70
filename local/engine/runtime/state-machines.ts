import { randomUUID } from 'node:crypto';
import { parseDefinition } from '../definition/index.ts';
import { scopeLabelled } from '../machine/index.ts';
import type { MachineRow, Store, Tags } from '../store/index.ts';
import { type ArnSetting, checkedName, checkedRoleArn, checkedStateMachineArn, stateMachineArn } from './arns.ts';
import { refusal } from './errors.ts';
import { checkSettings, type MachineSettings } from './machine-settings.ts';
import type { Clock } from './ports.ts';
import { checkedTags } from './tagging.ts';

export type StateMachineRequest = {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly settings: MachineSettings;
  readonly tags?: Tags;
};

export type StateMachineUpdate = Partial<Pick<StateMachineRequest, 'definition' | 'roleArn'>> & {
  readonly settings?: Partial<MachineSettings>;
};

/** State machines kept at hand. */
const MAX_KNOWN_MACHINES = 500;

/**
 * State machines as AWS keeps them: creation is idempotent, an update is a revision, a running execution keeps its own.
 * A definition that is none is refused with `InvalidDefinitionError`.
 */
export class StateMachines {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #arns: ArnSetting;
  /** The store has one owner, so what was read stays true until it is written here. */
  readonly #known = new Map<string, MachineRow>();

  constructor(store: Store, clock: Clock, arns: ArnSetting) {
    this.#store = store;
    this.#clock = clock;
    this.#arns = arns;
  }

  create(request: StateMachineRequest): MachineRow {
    const arn = stateMachineArn(this.#arns, checkedName(request.name));
    checkedRoleArn(request.roleArn);
    checkSettings(request.settings);
    parseDefinition(request.definition, { workflowType: request.type });
    const settings = JSON.stringify(request.settings);
    const existing = this.#store.machines.find(arn);
    if (existing !== null) {
      if (isSame(existing, request, settings)) return existing;
      throw refusal.stateMachineAlreadyExists(arn);
    }
    const createdAt = this.#clock.now();
    const { name, type, definition, roleArn, tags } = request;
    this.#known.clear();
    const machine = this.#store.machines.create(
      { arn, name, type, createdAt },
      { revisionId: null, definition, roleArn, settings, createdAt },
    );
    if (tags !== undefined) this.#store.tags.replace(machine.id, checkedTags(arn, tags));
    return machine;
  }

  /** Nothing changed is no revision. */
  update(
    arn: string,
    { definition, roleArn, settings }: StateMachineUpdate,
  ): { machine: MachineRow; updatedAt: number } {
    const machine = this.find(arn);
    if (definition === undefined && roleArn === undefined && settings === undefined) throw refusal.nothingToUpdate();
    const current = machine.revision;
    const currentSettings = settingsOf(machine);
    const next = {
      definition: definition ?? current.definition,
      roleArn: roleArn ?? current.roleArn,
      settings: JSON.stringify({ ...currentSettings, ...settings }),
    };
    if (roleArn !== undefined) checkedRoleArn(roleArn);
    checkSettings({ ...currentSettings, ...settings });
    if (definition !== undefined) parseDefinition(definition, { workflowType: machine.type });
    const updatedAt = this.#clock.now();
    const { definition: text, roleArn: role } = current;
    if (next.definition === text && next.roleArn === role && next.settings === current.settings) {
      return { machine, updatedAt };
    }
    this.#known.clear();
    const revision = { ...next, revisionId: randomUUID(), createdAt: updatedAt };
    return { machine: this.#store.machines.revise(machine.id, revision), updatedAt };
  }

  /** Creates it, or brings an existing one up to what is given. */
  put(request: StateMachineRequest): MachineRow {
    const arn = stateMachineArn(this.#arns, checkedName(request.name));
    const existing = this.#store.machines.find(arn);
    if (existing === null) return this.create(request);
    if (existing.type !== request.type) throw refusal.stateMachineAlreadyExists(arn);
    return this.update(arn, request).machine;
  }

  /** Throws StateMachineDoesNotExist. */
  find(arn: string): MachineRow {
    const known = this.#known.get(arn);
    if (known !== undefined) return known;
    const machine = this.#store.machines.find(checkedStateMachineArn(arn));
    if (machine === null) throw refusal.stateMachineDoesNotExist(arn);
    if (this.#known.size >= MAX_KNOWN_MACHINES) this.#known.clear();
    this.#known.set(arn, machine);
    return machine;
  }

  /** Of `ARN/LABEL`, where it has a Distributed Map of that label. Throws StateMachineDoesNotExist. */
  findLabelled(arn: string): { readonly machine: MachineRow; readonly label: string } {
    const [plain = '', label = ''] = arn.split('/');
    const machine = this.find(plain);
    const program = parseDefinition(machine.revision.definition, { workflowType: machine.type });
    if (scopeLabelled(program, { mapLabel: label, stateMachineArn: plain }) === -1) {
      throw refusal.stateMachineDoesNotExist(arn);
    }
    return { machine, label };
  }

  list(): readonly MachineRow[] {
    return this.#store.machines.list();
  }

  /** No error for one that does not exist, as AWS. */
  remove(arn: string): void {
    const machine = this.#store.machines.find(checkedStateMachineArn(arn));
    this.#known.clear();
    if (machine !== null) this.#store.machines.remove(machine.id);
  }
}

export function settingsOf(machine: MachineRow): MachineSettings {
  return JSON.parse(machine.revision.settings) as MachineSettings;
}

/** AWS does not look at the role here. */
function isSame({ type, revision }: MachineRow, request: StateMachineRequest, settings: string): boolean {
  return type === request.type && revision.definition === request.definition && revision.settings === settings;
}
