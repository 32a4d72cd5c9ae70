import { expect, test } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

test.each([
  ['order.created@3', ['order.created@2', 'quake.measured@1'], 'Did you mean order.created@2?'],
  ['topics', ['topic', 'format'], 'Did you mean topic?'],
  ['zzz', ['topic', 'format'], 'There are topic, format.'],
  ['zzz', ['topic'], 'There is topic.'],
  ['zzz', [], ''],
  ['zzz', Array.from({ length: 14 }, (_, index) => `name-${index}`), expect.stringMatching(/name-11 and 2 more\.$/)],
])('did you mean - %s among %j', (word, known, said) => {
  expect(didYouMean(word, known)).toEqual(said);
});
