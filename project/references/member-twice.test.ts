import { expect, test } from 'vitest';
import { hasMemberTwice } from './member-twice.ts';

test.each([
  ['{"a": 1, "a": 2}', true],
  ['[{"b": {"a": 1, "c": 2, "a": 1}}]', true],
  ['{"a": {"a": 1}, "b": [{"a": 1}, {"a": 1}]}', false],
  ['{"a": "b\\": 1, \\"b", "c": ": \\\\"}', false],
  ['{"__proto__": 1, "__proto__": 2}', true],
  ['{"__proto__": 1}', false],
  ['"a"', false],
])('member twice - %s: %s', (text, isTwice) => {
  expect(hasMemberTwice(text, JSON.parse(text))).toBe(isTwice);
});
