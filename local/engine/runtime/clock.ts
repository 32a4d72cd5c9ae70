import { setTimeout as passed } from 'node:timers/promises';
import type { Clock } from './ports.ts';

/** The longest time that a timer of Node takes; a later alarm is set again when it is over. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The wall clock; with a scale of 60 a modelled minute takes a second. */
export function realClock(scale = 1): Clock {
  const origin = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const now = () => (scale === 1 ? Date.now() : Math.floor(origin + (Date.now() - origin) * scale));
  const clock: Clock = {
    now,
    setAlarm(at, ring) {
      clearTimeout(timer);
      const ms = Math.ceil((at - now()) / scale);
      timer = setTimeout(
        () => (now() >= at ? ring() : clock.setAlarm(at, ring)),
        Math.min(Math.max(ms, 0), MAX_TIMER_MS),
      );
    },
    clearAlarm: () => clearTimeout(timer),
    async sleep(ms, signal) {
      const until = now() + ms;
      while (now() < until && !signal.aborted) {
        const left = Math.min(Math.ceil((until - now()) / scale), MAX_TIMER_MS);
        await passed(left, undefined, { signal }).catch(() => {});
      }
    },
  };
  return clock;
}

export type VirtualClock = Clock & {
  /** Goes on to the next sleeper or to the alarm, at the same instant to the sleeper; false when there is neither. */
  advance(): boolean;
};

type Due = { readonly at: number; readonly ring: () => void };

/** Time that stands still until it is told to go on. */
export function virtualClock(start: number): VirtualClock {
  let time = start;
  let alarm: Due | null = null;
  const sleepers = new Set<Due>();
  return {
    now: () => time,
    setAlarm(at, ring) {
      alarm = { at, ring };
    },
    clearAlarm() {
      alarm = null;
    },
    sleep(ms, signal) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper = { at: time + ms, ring: resolve };
      const wake = () => {
        sleepers.delete(sleeper);
        resolve();
      };
      if (signal.aborted) wake();
      else sleepers.add(sleeper);
      signal.addEventListener('abort', wake, { once: true });
      return promise;
    },
    advance() {
      const next = earliest([...sleepers, ...(alarm === null ? [] : [alarm])]);
      if (next === null) return false;
      if (next === alarm) alarm = null;
      sleepers.delete(next);
      time = Math.max(time, next.at);
      next.ring();
      return true;
    },
  };
}

function earliest(dues: readonly Due[]): Due | null {
  return dues.reduce<Due | null>((first, due) => (first === null || due.at < first.at ? due : first), null);
}

/** Virtual time that goes on by itself when nothing else does; `onStalled` is told when nobody waits for it either. */
export function skippingClock(start: number, onStalled: () => void): Clock {
  const clock = virtualClock(start);
  return {
    ...clock,
    rest() {
      if (!clock.advance()) onStalled();
    },
  };
}
