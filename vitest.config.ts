import { defineConfig } from 'vitest/config';

/** Every execution that a suite produces is replayed while it goes on: local/engine/runtime/replay.ts. */
process.env.BATON_REPLAY ??= '1';

const OUTSIDE = ['**/node_modules/**', '.baton/**', '.cache/**', '.serverless/**', 'dist/**'];
const NEEDS_MORE = [
  '**/*.thorough.test.ts',
  '**/*.integration.test.ts',
  '**/*.kafka.test.ts',
  '**/*.interop.test.ts',
  '**/*.conformance.test.ts',
];

/** The slow projects run one file at a time and one after the other: they start processes that want the machine. */
const oneAtATime = (groupOrder: number, timeoutSeconds: number) => ({
  pool: 'forks' as const,
  fileParallelism: false,
  sequence: { groupOrder },
  testTimeout: timeoutSeconds * 1000,
  hookTimeout: timeoutSeconds * 1000,
  exclude: OUTSIDE,
});

export default defineConfig({
  test: {
    slowTestThreshold: 500,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '.ci/*.test.ts'],
          exclude: [...OUTSIDE, ...NEEDS_MORE],
          pool: 'threads',
          maxWorkers: 2,
          isolate: false,
          sequence: { groupOrder: 0 },
          // A guard against hanging on a busy machine, not a measure of speed.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'thorough',
          include: ['**/*.thorough.test.ts'],
          exclude: OUTSIDE,
          pool: 'threads',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          testTimeout: 120_000,
        },
      },
      { test: { name: 'integration', include: ['**/*.integration.test.ts'], ...oneAtATime(1, 120) } },
      { test: { name: 'kafka', include: ['**/*.kafka.test.ts'], ...oneAtATime(2, 300) } },
      { test: { name: 'interop', include: ['test/**/*.interop.test.ts'], ...oneAtATime(3, 300) } },
      { test: { name: 'conformance', include: ['test/**/*.conformance.test.ts'], ...oneAtATime(4, 1800) } },
    ],
  },
});
