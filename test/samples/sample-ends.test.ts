import { expect, test } from 'vitest';
import { expectedEnds } from './sample-ends.ts';
import { readSampleRecords } from './sample-records.ts';

test('samples - the lines tell of as many ends as the samples are made of', () => {
  const { records, orders, signals, deadLetters, stored, summed } = expectedEnds(readSampleRecords());
  expect(records).toEqual({ 'orders.created': 200, 'quakes.measured': 1_707 });
  expect([orders, signals].map((ends) => new Set(ends).size)).toEqual([187, 187]);
  const buried = (topic: string): number => new Set(deadLetters.filter((letter) => letter.startsWith(topic))).size;
  expect(['orders.created.dlt', 'quakes.measured.dlt'].map(buried)).toEqual([8, 28]);
  expect(new Set(stored).size).toBe(1_679);
  expect(summed).toEqual({ received: 1_707, stored: 1_679, deadLettered: 28 });
});
