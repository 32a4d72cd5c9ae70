import { expect, test } from 'vitest';
import { renderReport, unusedReasons } from './report.ts';
import { caseResult } from './results.fixture.ts';

const results = [
  caseResult('a'),
  caseResult('b', { group: 'api', kind: 'api' }),
  caseResult('c', { aws: 'failed', differences: [{ path: 'history $.events[3].id' }] }),
  caseResult('d', { group: 'api', kind: 'api', aws: 'failed', differences: [{ path: 's1 createActivity' }] }),
  caseResult('e', { group: 'services', aws: 'skipped', reason: 'needs sqs' }),
  caseResult('f', { group: 'services', aws: 'skipped', reason: 'needs s3' }),
];
const reasons = [
  { cases: /^[cg]$/, paths: /\.id$/, why: 'AWS orders these as it likes' },
  { cases: /^a$/, paths: /./, why: 'once, it failed' },
];
const report = { results, reasons, notPlayed: [{ says: /^needs /, why: 'calls another service' }], versions: ['X 1'] };

/** The text from a heading to the next one of its rank. */
function sectionOf(page: string, heading: string): string {
  const [, rest = ''] = page.split(`\n## ${heading}\n\n`);
  return rest.split('\n\n## ')[0] ?? '';
}

test('report - counts the cases that can be played, rounding down', () => {
  const page = renderReport(report);
  expect(page).toContain('**2 of 4 cases that can be played pass exactly as on AWS, 50.0 %.** There are 6 cases');
  expect(page).toContain('- X 1');
  expect(sectionOf(page, 'By group')).toBe(
    [
      '| group    | cases | played | as AWS | not as AWS | of played |',
      '| -------- | ----: | -----: | -----: | ---------: | --------- |',
      '| api      |     2 |      2 |      1 |          1 | 50.0 %    |',
      '| base     |     2 |      2 |      1 |          1 | 50.0 %    |',
      '| services |     2 |      0 |      0 |          0 | –         |',
      '| all      |     6 |      4 |      2 |          2 | 50.0 %    |',
    ].join('\n'),
  );
});

test('report - lists what failed under its reason, or as the fault of the engine', () => {
  expect(sectionOf(renderReport(report), 'Not as AWS')).toBe(
    [
      '### AWS orders these as it likes',
      '- `c`: differs first at `history $.events[3].id`',
      '### No reason is known: the engine is wrong',
      '- `d`: differs first at `s1 createActivity`',
    ].join('\n\n'),
  );
  const passed = results.filter(({ aws }) => aws === 'passed');
  expect(sectionOf(renderReport({ ...report, results: passed }), 'Not as AWS')).toBe('None.');
});

test('report - says why cases were not played', () => {
  expect(sectionOf(renderReport(report), 'Not played').trimEnd()).toBe(
    [
      '| the runner says | cases | that is               |',
      '| --------------- | ----: | --------------------- |',
      '| needs s3        |     1 | calls another service |',
      '| needs sqs       |     1 | calls another service |',
    ].join('\n'),
  );
});

test('report - a reason that no failed case needs is told', () => {
  expect(unusedReasons(reasons, results)).toEqual([reasons[1]]);
});

test('report - a case has no excuse when it differs where its reason does not say', () => {
  const differences = [{ path: 'history $.events[3].id' }, { path: 'history $.events[3].type' }];
  const page = renderReport({ ...report, results: [caseResult('g', { aws: 'failed', differences })] });
  expect(sectionOf(page, 'Not as AWS')).toBe(
    ['### No reason is known: the engine is wrong', '- `g`: differs first at `history $.events[3].type`'].join('\n\n'),
  );
});
