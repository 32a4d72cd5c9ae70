import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { earthquakeLines } from './earthquakes.ts';
import { orderLines } from './orders.ts';

const kept = (name: string) =>
  readFileSync(new URL(`../${name}.ndjson`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

const expected = (lines: readonly string[], key: string) =>
  Object.fromEntries([...Map.groupBy(lines, (line) => JSON.parse(line)[key])].map(([name, of]) => [name, of.length]));

test('samples - the files are what the generators make', () => {
  expect(orderLines()).toEqual(kept('orders'));
  expect(earthquakeLines()).toEqual(kept('earthquakes'));
});

test('samples - orders are 187 that start, 8 dead letters and 5 redeliveries of the same bytes', () => {
  const lines = kept('orders');
  expect(expected(lines, 'expect')).toEqual({ started: 187, 'dead-letter': 8, duplicate: 5 });

  const records = lines.map((line) => {
    const { expect: _, status: __, ...record } = JSON.parse(line);
    return JSON.stringify(record);
  });
  expect(new Set(records).size).toBe(195);
});

test('samples - 1,707 measurements, of which 28 are no earthquakes', () => {
  expect(expected(kept('earthquakes'), 'expect')).toEqual({ started: 1_679, 'dead-letter': 28 });
});
