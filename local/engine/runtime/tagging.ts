import type { Store, Tags } from '../store/index.ts';
import { checkedResourceArn } from './arns.ts';
import { refusal } from './errors.ts';

/** Tags that one resource takes, as AWS has it. */
const MAX_TAGS = 50;

/** The tags of state machines and activities; nothing else has any. */
export class Tagging {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  of(arn: string): Tags {
    return this.#tagged(arn).tags;
  }

  add(arn: string, tags: Tags): void {
    const { tags: before, replace } = this.#tagged(arn);
    replace(checkedTags(arn, { ...before, ...tags }));
  }

  remove(arn: string, keys: readonly string[]): void {
    const { tags, replace } = this.#tagged(arn);
    replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key))));
  }

  #tagged(arn: string): { readonly tags: Tags; replace(tags: Tags): void } {
    const { machines, tags: ofMachines, activities } = this.#store;
    const machine = machines.find(checkedResourceArn(arn));
    if (machine !== null) {
      return { tags: ofMachines.of(machine.id), replace: (tags) => ofMachines.replace(machine.id, tags) };
    }
    const activity = activities.find(arn);
    if (activity === null) throw refusal.resourceNotFound(arn);
    return { tags: activity.tags, replace: (tags) => activities.put({ ...activity, tags }) };
  }
}

export function checkedTags(arn: string, tags: Tags): Tags {
  if (Object.keys(tags).length > MAX_TAGS) throw refusal.tooManyTags(arn);
  return tags;
}
