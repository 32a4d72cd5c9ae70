import { expect, test } from 'vitest';
import { parseSource } from '../../project/index.ts';
import type { Difference, Outcome } from '../scenarios/index.ts';
import { junitReport } from './junit.ts';
import { type Judged, renderTests, type Verdict } from './render-test.ts';
import { plainStyle } from './terminal.ts';

const OUTCOME: Outcome = {
  ...{ status: 'FAILED', path: ['A', 'C'], output: undefined, error: 'Busy', cause: '<why>', durationMs: 90_000 },
  ...{ history: [], stall: null },
};

const FILE = `input: 1
expect:
  status: SUCCEEDED
  path: [A, B, C]
`;

function judged(verdict: Verdict, differences: readonly Difference[] = [], name = 'case'): Judged {
  const document = parseSource(`workflows/shop/scenarios/${name}.yaml`, FILE);
  const scenario = { workflow: 'shop', name, input: 1, mocks: new Map(), expect: null, document };
  return { scenario, outcome: OUTCOME, differences, verdict };
}

const FAILED = judged('failed', [
  { field: 'status', path: ['expect', 'status'], expected: 'SUCCEEDED', actual: 'FAILED' },
  { field: 'path', path: ['expect', 'path'], expected: ['A', 'B', 'C'], actual: ['A', 'C'] },
  { field: 'output', path: ['expect', 'output'], expected: { b: 1, a: 2 }, actual: { a: 2, b: 3 } },
]);

test('test output - says what differed, where it is expected', () => {
  expect(renderTests([judged('passed', [], 'fine'), FAILED], 1_234, plainStyle)).toBe(`shop
  ✓ fine  1 min 30 s of virtual time
  ✗ case  1 min 30 s of virtual time
    workflows/shop/scenarios/case.yaml:3:11
        status: expected SUCCEEDED, was FAILED (Busy: <why>)
    workflows/shop/scenarios/case.yaml:4:9
        path:
        - expected  + actual
          A
        - B
          C
    workflows/shop/scenarios/case.yaml:3:3
        output:
        - expected  + actual
          {
        -   "b": 1,
        +   "b": 3,
            "a": 2
          }

2 scenarios: 1 passed, 1 failed in 1.2 s
`);
});

test('test output - of a long text it shows what is near a change', () => {
  const path = Array.from({ length: 200 }, (_, at) => `S${at}`);
  const difference = { field: 'path', path: ['expect', 'path'], expected: path, actual: path.with(100, 'X') } as const;
  const lines = renderTests([judged('failed', [difference])], 0, plainStyle)
    .split('\n')
    .map((line) => line.trim());
  expect(lines.slice(5, 15)).toEqual(['…', 'S97', 'S98', 'S99', '- S100', '+ X', 'S101', 'S102', 'S103', '…']);
});

test('test output - a difference longer than anybody reads is cut', () => {
  const actual = Array.from({ length: 200 }, (_, at) => `S${at}`);
  const text = renderTests([judged('failed', [{ field: 'path', path: [], expected: [], actual }])], 0, plainStyle);
  expect(text).toContain('and 140 lines more');
});

test('test output - an update, a stall and an expectation that is missing are told', () => {
  expect(renderTests([judged('updated')], 0, plainStyle)).toContain('↻ case');
  const stall = { field: 'stall', path: ['expect'], expected: null, actual: 'Ask waits' } as const;
  expect(renderTests([judged('failed', [stall])], 0, plainStyle)).toContain('        Ask waits\n');
  const none = { field: 'expect', path: ['expect'], expected: null, actual: 'FAILED' } as const;
  expect(renderTests([judged('failed', [none])], 0, plainStyle)).toContain('--update writes down what happens');
});

test('junit - has a suite a workflow and a case a scenario, and text that is no markup', () => {
  const report = junitReport([
    judged('passed', [], 'fine'),
    { ...FAILED, differences: FAILED.differences.slice(0, 1) },
  ]);
  expect(report).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="baton test" tests="2" failures="1"><testsuite name="shop" tests="2" failures="1"><testcase classname="shop" name="fine" file="workflows/shop/scenarios/fine.yaml" time="90"></testcase>
<testcase classname="shop" name="case" file="workflows/shop/scenarios/case.yaml" time="90"><failure message="status">workflows/shop/scenarios/case.yaml:3:11
    status: expected SUCCEEDED, was FAILED (Busy: &lt;why&gt;)
</failure>
</testcase>
</testsuite>
</testsuites>
`);
});

test('junit - holds no character that XML has no place for', () => {
  const difference = { field: 'error', path: [], expected: 'a\u0000b\u001bc', actual: null } as const;
  expect(junitReport([judged('failed', [difference])])).toContain('a\uFFFDb\uFFFDc');
});
