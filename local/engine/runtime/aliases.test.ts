import { expect, test } from 'vitest';
import { routeOf } from './aliases.ts';

const alias = (...routes: { version: number; weight: number }[]) => ({
  ...{ machine: 1, name: 'live', description: '', routes, createdAt: 0, updatedAt: 0 },
});

test('aliases - executions are divided by weight', () => {
  const divided = alias({ version: 1, weight: 30 }, { version: 2, weight: 70 });
  const taken = Array.from({ length: 100 }, (_, share) => routeOf(divided, share / 100));
  expect([1, 2].map((version) => taken.filter((to) => to === version).length)).toEqual([30, 70]);
  expect(routeOf(alias({ version: 4, weight: 100 }), 0.999)).toBe(4);
});
