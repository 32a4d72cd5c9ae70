import { availableParallelism } from 'node:os';

/** Begins to measure; the function it gives says which part of the processors this process, threads and all, has used. */
export function measureCpuShare(): () => number {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(before);
    const usedMs = (user + system) / 1_000;
    return usedMs / (performance.now() - startedAt) / availableParallelism();
  };
}
