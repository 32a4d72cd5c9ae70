import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCaptured } from '../../local/cli/run-captured.fixture.ts';
import { sampleProject } from '../../project/sample-project.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Runs `baton test` in a project. */
const batonTest = (root: string, ...words: readonly string[]) => runCaptured(['test', '--root', root, ...words], root);

const DEFINITION = `StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: \${ReserveArn}
    TimeoutSeconds: 60
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 30, BackoffRate: 1, JitterStrategy: FULL }]
    Next: Hold
  Hold: { Type: Wait, Seconds: 31536000, Next: Call }
  Call:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    Parameters: { FunctionName: "\${ReserveArn}", Payload: { token.$: $$.Task.Token } }
    End: true
`;

const project = (scenario: string) =>
  sampleProject({
    'workflows/shop/definition.asl.yaml': DEFINITION,
    'workflows/shop/scenarios/year.yaml': scenario,
  });

const YEAR = `input: { id: 1 }
mocks:
  Ask: [{ error: Busy }, { result: { ok: true }, duration: 59 }]
  Call: [{ result: { signed: true }, duration: 86400 }]
`;

test('scenarios - all of the samples end as they say', async () => {
  const { exitCode, out } = await batonTest(ROOT, '--json');
  const { scenarios } = JSON.parse(out) as { scenarios: { workflow: string; name: string; verdict: string }[] };
  expect(scenarios.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(new Set(scenarios.map(({ workflow }) => workflow))).toEqual(new Set(['order-fulfilment', 'quake-etl']));
  expect(exitCode).toBe(0);
});

test('scenarios - a year of waiting, a retry and what mocks take pass in virtual time', async () => {
  await using shop = await project(`${YEAR}expect:
  status: SUCCEEDED
  path: [Ask, Hold, Call]
  output: { signed: true }
  history:
    - { type: LambdaFunctionFailed, error: Busy, timestamp: 2026-01-01T00:00:00.000Z }
    - { type: WaitStateEntered, name: Hold }
    - { type: TaskSubmitted }
    - { type: TaskSucceeded, output: { signed: true } }
`);
  const { out } = await batonTest(shop.root, '--json');
  const [scenario] = JSON.parse(out).scenarios;
  expect(scenario).toMatchObject({ verdict: 'passed', differences: [] });
  const year = 365 * 86_400_000;
  expect(scenario.durationMs).toBeGreaterThan(year + 86_400_000 + 59_000);
  expect(scenario.durationMs).toBeLessThan(year + 86_400_000 + 59_000 + 30_000);
  expect(JSON.parse((await batonTest(shop.root, '--json')).out).scenarios[0].durationMs).toBe(scenario.durationMs);
});

test('scenarios - a wrong expectation is told with what differs, and mended by --update', async () => {
  await using shop = await project(`${YEAR}expect:
  status: FAILED # for now
  path: [Ask, Call]
  outputIncludes: { signed: false }
`);
  const failed = await batonTest(shop.root, 'year');
  expect(failed.exitCode).toBe(1);
  expect(failed.out.replace(/in .*$/m, 'in no time')).toBe(`shop
  ✗ year  366 d 0 h of virtual time
    workflows/shop/scenarios/year.yaml:6:11
        status: expected FAILED, was SUCCEEDED
    workflows/shop/scenarios/year.yaml:7:9
        path:
        - expected  + actual
          Ask
        + Hold
          Call
    workflows/shop/scenarios/year.yaml:8:19
        outputIncludes:
        - expected  + actual
          {
        -   "signed": false
        +   "signed": true
          }

1 scenario: 1 failed in no time
`);
  expect(await batonTest(shop.root, '--update', '--junit', 'report.xml')).toMatchObject({ exitCode: 0 });
  expect(await readFile(join(shop.root, 'workflows/shop/scenarios/year.yaml'), 'utf8')).toBe(`${YEAR}expect:
  status: SUCCEEDED # for now
  path: [ Ask, Hold, Call ]
  outputIncludes: { signed: true }
`);
  expect(await readFile(join(shop.root, 'report.xml'), 'utf8')).toContain('name="year"');
  expect(await batonTest(shop.root)).toMatchObject({ exitCode: 0 });
});

test('scenarios - a task that waits for an answer which nobody sends is told, and not written down', async () => {
  const scenario = 'input: {}\nmocks:\n  Ask: [{ result: {} }]\n  Call: [{ invoke: true }]\n';
  await using shop = await project(scenario);
  const { exitCode, out } = await batonTest(shop.root, '--update');
  expect(exitCode).toBe(1);
  expect(out).toContain('Call waits for an answer that nobody sends');
  expect(await readFile(join(shop.root, 'workflows/shop/scenarios/year.yaml'), 'utf8')).toBe(scenario);
});

test('scenarios - a mock of no state is an error with its place, and a filter that nothing has is wrong use', async () => {
  await using shop = await project('input: {}\nmocks:\n  Aks: [{ result: {} }]\n');
  const { exitCode, err } = await batonTest(shop.root);
  expect([exitCode, err]).toEqual([
    1,
    'error: workflows/shop/scenarios/year.yaml:3:8: The workflow has no state "Aks".\nMocks stand in for Task states. Did you mean Ask?\n',
  ]);
  expect(await batonTest(shop.root, 'month')).toMatchObject({ exitCode: 2 });
});
