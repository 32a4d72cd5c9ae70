import { expect, test } from 'vitest';
import type { Printed } from './function-host.ts';
import { MAX_PRINTED_CHARS } from './limits.ts';
import { PrintedLog } from './printed-log.ts';

const printed = (requestId: string, text: string): Printed => {
  return { at: 0, functionName: 'f', requestId, caller: null, text };
};

test('printed log - the latest stay, oldest first', () => {
  const log = new PrintedLog(3);
  for (const text of ['1', '2', '3', '4', '5']) log.add(printed('r', text));
  expect(log.find({ requestId: 'r' }).map(({ text }) => text)).toEqual(['3', '4', '5']);
});

test('printed log - finds by request alone', () => {
  const log = new PrintedLog(3);
  log.add(printed('r', 'mine'));
  log.add(printed('s', 'yours'));
  expect(log.find({ requestId: 's' })).toEqual([printed('s', 'yours')]);
});

test('printed log - a long piece is cut, and says so', () => {
  const log = new PrintedLog(1);
  log.add(printed('r', 'x'.repeat(MAX_PRINTED_CHARS + 2)));
  expect(log.find({ requestId: 'r' })[0]?.text.slice(-24)).toBe('xx… (2 characters more)\n');
});
