import { measureCpuShare } from './cpu-share.ts';
import { TooManyInvocationsError } from './errors.ts';
import type { Failure } from './failure.ts';
import type { Instance } from './instance.ts';
import {
  GROW_AFTER_MS,
  MAX_CPU_SHARE,
  MAX_IDLE_MS,
  MAX_INSTANCES_PER_FUNCTION,
  MAX_WAITING_INVOCATIONS,
} from './limits.ts';

/** An invocation on its way to an instance. */
export type Job = {
  readonly start: (instance: Instance) => Promise<void>;
  readonly fail: (failure: Failure) => void;
};

/**
 * The warm instances of one function.
 *
 * I1. An instance serves one invocation at a time.
 * I2. Another instance is started only when every one has been busy for a while and the processors have not, one at a
 *     time, up to the limit.
 * I3. After an edit, instances of the old code serve until one of the new code has loaded; if none does, they stay.
 */
export class InstancePool {
  readonly #startInstance: () => Instance;
  readonly #onEdited: (failure: Failure | null) => void;
  readonly #waiting: Job[] = [];
  /** The one that was used last is used next; those at the front have been idle longest. */
  readonly #idle: { readonly instance: Instance; readonly since: number }[] = [];
  readonly #all = new Map<Instance, { readonly edition: number }>();
  #starting = 0;
  #growth: NodeJS.Timeout | undefined;
  #retirement: NodeJS.Timeout | undefined;
  #closed = false;
  /** Grows with every edit; `#serving` is the newest edition of which an instance has loaded. */
  #edition = 0;
  #serving = 0;
  #brokenEdition: number | null = null;

  /** `onEdited` hears of an edit that does not load while older code serves on, and with null of the one that mends it. */
  constructor(startInstance: () => Instance, onEdited: (failure: Failure | null) => void) {
    this.#startInstance = startInstance;
    this.#onEdited = onEdited;
  }

  submit(job: Job): void {
    if (this.#waiting.length >= MAX_WAITING_INVOCATIONS) throw new TooManyInvocationsError();
    this.#waiting.push(job);
    this.#pump();
  }

  withdraw(job: Job): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  /** The function's code has changed. */
  renew(): void {
    this.#edition += 1;
    if (this.#all.size > 0) void this.#start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#growth);
    clearTimeout(this.#retirement);
    await Promise.all([...this.#all.keys()].map((instance) => instance.stop()));
  }

  #pump(): void {
    while (this.#waiting.length > 0) {
      const instance = this.#idle.pop()?.instance;
      if (instance === undefined) break;
      if (instance.alive) void this.#serve(instance);
      else this.#dismiss(instance);
    }
    if (this.#waiting.length === 0 || this.#starting > 0 || this.#closed) return;
    if (this.#all.size === 0) void this.#start();
    else if (this.#growth === undefined) this.#considerGrowth();
  }

  #considerGrowth(): void {
    const cpuShare = measureCpuShare();
    this.#growth = setTimeout(() => this.#grow(cpuShare()), GROW_AFTER_MS);
  }

  #grow(cpuShare: number): void {
    this.#growth = undefined;
    const isFull = this.#all.size >= MAX_INSTANCES_PER_FUNCTION;
    const isBroken = this.#brokenEdition === this.#edition;
    if (cpuShare > MAX_CPU_SHARE) this.#pump();
    else if (this.#waiting.length > 0 && !isFull && !isBroken) void this.#start();
  }

  async #start(): Promise<void> {
    const instance = this.#startInstance();
    const edition = this.#edition;
    this.#all.set(instance, { edition });
    this.#starting += 1;
    const failure = await instance.loaded;
    this.#starting -= 1;
    if (this.#closed) return;
    if (failure === null) this.#welcome(instance, edition);
    else this.#turnAway(instance, edition, failure);
    this.#pump();
  }

  #welcome(instance: Instance, edition: number): void {
    if (edition > this.#serving) {
      this.#serving = edition;
      for (const old of this.#idle.splice(0)) this.#dismiss(old.instance);
      if (this.#brokenEdition !== null) this.#onEdited(null);
      this.#brokenEdition = null;
    }
    this.#release(instance);
  }

  /** Where older instances serve on, the failure is told once; where none does, it is the answer. */
  #turnAway(instance: Instance, edition: number, failure: Failure): void {
    this.#dismiss(instance);
    if (this.#all.size === 0) {
      for (const job of this.#waiting.splice(0)) job.fail(failure);
    } else if (this.#brokenEdition !== edition) {
      this.#onEdited(failure);
    }
    this.#brokenEdition = edition;
  }

  async #serve(instance: Instance): Promise<void> {
    const job = this.#waiting.shift();
    if (job !== undefined) await job.start(instance);
    this.#release(instance);
    this.#pump();
  }

  #release(instance: Instance): void {
    const isOld = (this.#all.get(instance)?.edition ?? 0) < this.#serving;
    if (isOld || !instance.alive) this.#dismiss(instance);
    else this.#idle.push({ instance, since: Date.now() });
    if (this.#idle.length > 1) this.#retirement ??= setTimeout(() => this.#retire(), MAX_IDLE_MS).unref();
  }

  #retire(): void {
    this.#retirement = undefined;
    const until = Date.now() - MAX_IDLE_MS;
    while (this.#idle.length > 1 && (this.#idle[0]?.since ?? until) <= until) {
      const longest = this.#idle.shift();
      if (longest !== undefined) this.#dismiss(longest.instance);
    }
    if (this.#idle.length > 1) this.#retirement = setTimeout(() => this.#retire(), MAX_IDLE_MS).unref();
  }

  #dismiss(instance: Instance): void {
    this.#all.delete(instance);
    void instance.stop();
  }
}
