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
  };
  return clock;
}

export type VirtualClock = Clock & {
  /** Goes to the alarm and rings it; false when none is set. */
  advance(): boolean;
};

/** Time that stands still until it is told to go on. */
export function virtualClock(start: number): VirtualClock {
  let time = start;
  let alarm: { readonly at: number; readonly ring: () => void } | null = null;
  return {
    now: () => time,
    setAlarm(at, ring) {
      alarm = { at, ring };
    },
    clearAlarm() {
      alarm = null;
    },
    advance() {
      if (alarm === null) return false;
      const { at, ring } = alarm;
      alarm = null;
      time = Math.max(time, at);
      ring();
      return true;
    },
  };
}
