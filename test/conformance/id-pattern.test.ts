import { expect, test } from 'vitest';
import { idPattern } from './id-pattern.ts';

const AWKWARD = String.raw`v2/test_a.py::TestA::test_b[\x99]#cases[2]`;

test('id pattern - matches the ids and nothing else', () => {
  const pattern = new RegExp(idPattern(['a.b', AWKWARD]));
  expect(['a.b', AWKWARD].filter((id) => pattern.test(id))).toEqual(['a.b', AWKWARD]);
  expect(['aXb', 'a.b2', 'xa.b', `${AWKWARD}0`, 'cases2'].filter((id) => pattern.test(id))).toEqual([]);
});
