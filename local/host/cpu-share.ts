import { cpus } from 'node:os';

/** Begins to measure; the function it gives says which part of the machine's processors was in use since, by anybody. */
export function measureCpuShare(): () => number {
  const before = cpuTimes();
  return () => {
    const { idle, total } = cpuTimes();
    return total === before.total ? 0 : 1 - (idle - before.idle) / (total - before.total);
  };
}

/** Milliseconds of all processors together. */
function cpuTimes(): { readonly idle: number; readonly total: number } {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  const busy = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0);
  return { idle, total: idle + busy };
}
