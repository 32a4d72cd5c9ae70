import { expect, test } from 'vitest';
import { checkBoundaries, renderFinding } from './boundaries.ts';
import type { Exception } from './exceptions.ts';
import { parseSourceFile } from './source-file.ts';

type Sources = Readonly<Record<string, string>>;

/** The findings in a project of these files, as `path:line rule: message`. */
function findings(sources: Sources, exceptions: readonly Exception[] = []): readonly string[] {
  const files = Object.entries(sources).map(([path, text]) => parseSourceFile(path, text));
  return checkBoundaries(files, exceptions).map((finding) => renderFinding(finding).split('\n')[0] ?? '');
}

const forbidden: readonly (readonly [what: string, sources: Sources, finding: string])[] = [
  [
    'shared imports a function',
    { 'shared/records/index.ts': "\nimport { handler } from '../../functions/publish/handler.ts';" },
    'shared/records/index.ts:2 import-direction: shared/ may not import functions/publish/handler.ts',
  ],
  [
    'a function imports the project part, if only a type',
    { 'functions/publish/handler.ts': "import type { Project } from '../../project/index.ts';" },
    'functions/publish/handler.ts:1 import-direction: functions/ may not import project/index.ts',
  ],
  [
    'generated code imports shared code',
    { 'generated/contracts.ts': "export * from '../shared/contracts/index.ts';" },
    'generated/contracts.ts:1 import-direction: generated/ may not import shared/contracts/index.ts',
  ],
  [
    'a part imports the inside of another',
    { 'local/cli/dev.ts': "import { step } from '../engine/machine/step.ts';" },
    'local/cli/dev.ts:1 part-index: local/engine/machine/step.ts lies inside the part local/engine/',
  ],
  [
    'a type is taken from the inside of another part',
    { 'project/names.ts': "type Id = import('../shared/contracts/contract.ts').ContractId;" },
    'project/names.ts:1 part-index: shared/contracts/contract.ts lies inside the part shared/contracts/',
  ],
  [
    'a function imports from another',
    {
      'functions/publish/handler.ts': '',
      'functions/a/b/handler.ts': "import { envelope } from '../../publish/envelope.ts';",
    },
    'functions/a/b/handler.ts:1 function-apart: the function functions/a/b/ imports from the function functions/publish/',
  ],
  [
    'contract.ts imports a value',
    { 'functions/a/b/contract.ts': "import { id } from './id.ts';" },
    'functions/a/b/contract.ts:1 contract-types-only: contract.ts imports a value from ./id.ts',
  ],
  ...[
    ['await x;', 'await'],
    ['for await (const y of x) y();', 'for await'],
    ['Date.now();', 'Date.now'],
    ['new Date();', 'new Date()'],
    ['Date();', 'Date()'],
    ['Math.random();', 'Math.random'],
    ['process.env.X;', 'process.env'],
    ['performance.now();', 'performance.now'],
    ['crypto.randomUUID();', 'crypto.randomUUID'],
    ['console.log(x);', 'console.log'],
    ['setTimeout(x, 1);', 'setTimeout()'],
    ["fetch('http://x');", 'fetch()'],
    ["import('./x.ts');", 'import()'],
    ["import { readFileSync } from 'node:fs';", 'import of node:fs'],
    ["import { SFNClient } from '@aws-sdk/client-sfn';", 'import of @aws-sdk/client-sfn'],
  ].map(
    ([statement, what]) =>
      [
        `a pure core has ${what}`,
        { 'functions/a/b/decide.ts': statement ?? '' },
        `functions/a/b/decide.ts:1 pure-core: ${what} in a pure core`,
      ] as const,
  ),
  [
    'a pure core imports what has I/O',
    {
      'local/engine/machine/step.ts': "import { now } from '../time/now.ts';",
      'local/engine/time/now.ts': 'export const now = () => Date.now();',
    },
    'local/engine/time/now.ts:1 pure-core: Date.now in a file that the pure core local/engine/machine/step.ts imports',
  ],
];

test.each(forbidden)('boundaries - refuse: %s', (_what, sources, finding) => {
  expect(findings(sources)).toEqual([finding]);
});

const allowed: readonly (readonly [what: string, sources: Sources])[] = [
  [
    'a function imports shared and generated',
    {
      'functions/a/b/handler.ts':
        "import '../../../generated/functions/a/b.ts';\nimport '../../../shared/records/index.ts';",
    },
  ],
  [
    'a function imports its own files',
    { 'functions/a/b/handler.ts': "import { decide } from './decide.ts';", 'functions/a/b/decide.ts': '' },
  ],
  ['a part imports its own inside', { 'local/engine/runtime/loop.ts': "import { step } from '../machine/step.ts';" }],
  [
    'local imports every part by its index',
    { 'local/cli/dev.ts': "import '../engine/index.ts';\nimport '../../checker/index.ts';" },
  ],
  ['tests under test/ look inside', { 'test/engine.integration.test.ts': "import '../local/engine/machine/step.ts';" }],
  [
    'contract.ts imports a type',
    { 'functions/a/b/contract.ts': "import type { FunctionContract } from '../../../shared/contracts/index.ts';" },
  ],
  ['a core computes with dates that it is given', { 'local/engine/machine/step.ts': 'new Date(at).toISOString();' }],
  [
    'a core takes the type of what has I/O',
    {
      'local/engine/machine/step.ts': "import type { Clock } from '../time/clock.ts';",
      'local/engine/time/clock.ts': 'export const now = () => Date.now();',
    },
  ],
  [
    'a core uses a package that only computes',
    { 'local/engine/expressions/parse.ts': "import jsonata from 'jsonata';" },
  ],
  ["a core's test awaits", { 'local/engine/machine/step.test.ts': 'await x;' }],
];

test.each(allowed)('boundaries - accept: %s', (_what, sources) => {
  expect(findings(sources)).toEqual([]);
});

const clockInCore = { 'checker/rule.ts': 'Date.now();' };
const excuse: Exception = { rule: 'pure-core', path: 'checker/rule.ts', reason: 'a test' };

test('boundaries - an exception excuses one rule in one file', () => {
  expect(findings(clockInCore, [excuse])).toEqual([]);
});

test('boundaries - an exception that excuses nothing is refused', () => {
  expect(findings({ 'checker/rule.ts': '' }, [excuse])).toEqual([
    'lint/exceptions.ts:1 unused-exception: checker/rule.ts does not break pure-core',
  ]);
});

test('boundaries - a finding says what, why and what to do', () => {
  const [finding] = checkBoundaries([parseSourceFile('checker/rule.ts', 'Date.now();')], []);
  expect(finding && renderFinding(finding)).toBe(
    [
      'checker/rule.ts:1 pure-core: Date.now in a pure core',
      '  why: a core that knows no clock, randomness, environment or I/O gives the same answer to the same input, always',
      '  fix: hand the value in as an argument, or move the work to the shell that calls the core',
    ].join('\n'),
  );
});
