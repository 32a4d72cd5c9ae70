import { expect, test } from 'vitest';
import { ConformanceError, UsageError } from './errors.ts';
import { parseOptions } from './options.ts';

const nothing = { task: 'play', cases: undefined, filter: undefined, verbose: false, json: false };

test('options - the folder is named by an argument, else by the environment', () => {
  expect(parseOptions([], {})).toEqual(nothing);
  expect(parseOptions([], { CONFORMANCE_CASES: 'there' })).toEqual({ ...nothing, cases: 'there' });
  expect(parseOptions(['--cases', 'here'], { CONFORMANCE_CASES: 'there' })).toEqual({ ...nothing, cases: 'here' });
});

test('options - some cases are played, all are checked', () => {
  const played = parseOptions(['--filter', 'map', '--verbose', '--json'], {});
  expect(played).toEqual({ ...nothing, filter: 'map', verbose: true, json: true });
  expect(parseOptions(['--check'], {})).toEqual({ ...nothing, task: 'check' });
  expect(parseOptions(['--update'], {})).toEqual({ ...nothing, task: 'update' });
});

test.each([['--check', '--update'], ['--check', '--filter', 'map'], ['--filter', '['], ['--nothing'], ['word']])(
  'options - %s %s is refused',
  (...args) => {
    expect(() => parseOptions(args, {})).toThrow(UsageError);
  },
);

test('errors - have the names and codes that are told apart', () => {
  const errors = [new ConformanceError(''), new UsageError('')];
  expect(errors.map(({ name, code }) => [name, code])).toEqual([
    ['ConformanceError', 'NOT_PLAYED'],
    ['UsageError', 'USAGE'],
  ]);
});
