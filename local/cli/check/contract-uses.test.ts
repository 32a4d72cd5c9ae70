import { expect, test } from 'vitest';
import { runRulePage } from './rule-page.fixture.ts';

const EVENT = JSON.stringify({ type: 'record', name: 'Event', fields: [{ name: 'id', type: 'string' }] });

const subjects = Object.fromEntries(
  ['in', 'out', 'sent', 'told', 'kept', 'left'].flatMap((name) => [
    [`schemas/shop.${name}/subject.yaml`, 'owner: a-team\ndeprecated: 2020-01-01\n'],
    [`schemas/shop.${name}/1.avsc`, EVENT],
  ]),
);

const FILES: Readonly<Record<string, string>> = {
  ...subjects,
  'package.json': '{"type": "module"}',
  'workflows/shop/workflow.yaml': [
    'name: shop',
    'triggers:',
    '  - kafka: { topic: in, format: avro-single-object, contract: shop.in@1 }',
    'contracts: { input: shop.in@1, output: shop.out@1 }',
    'signals:',
    '  sent: { kafka: sent, contract: shop.sent@1 }',
    'deadLetter: { kafka: in.dlt }',
    '',
  ].join('\n'),
  'workflows/shop/definition.asl.yaml': [
    'StartAt: Check',
    'States:',
    '  Check:',
    '    Type: Task',
    '    Resource: ${ValidateArn}',
    '    Parameters: { contract: shop.told@1, value.$: $ }',
    '    End: true',
    '',
  ].join('\n'),
  'functions/shop/keep/contract.ts': "export const contract = { input: 'shop.in@1', output: 'shop.out@1' } as const;\n",
  'functions/shop/keep/handler.ts': "import '../../../generated/contracts/shop.kept@1.ts';\n",
};

test('contract uses - manifests, definitions and the code of functions name contracts, each at its place', async () => {
  const written = new Map(Object.entries(FILES));
  const { out } = await runRulePage({
    title: '',
    merged: new Map(),
    written,
    command: ['check', '--json'],
    output: '',
  });
  const { diagnostics } = JSON.parse(out) as { diagnostics: Record<string, unknown>[] };
  const told = diagnostics.map(({ rule, file, line, column, what }) => [
    rule,
    `${file}:${line}:${column}`,
    String(what).replace(/, which has been.*/, ''),
  ]);
  const manifest = 'workflows/shop/workflow.yaml';
  expect(told).toEqual([
    ['contract-deprecated', 'functions/shop/keep/contract.ts:1:35', 'The function shop-keep uses shop.in@1'],
    ['contract-deprecated', 'functions/shop/keep/contract.ts:1:56', 'The function shop-keep uses shop.out@1'],
    ['contract-deprecated', 'functions/shop/keep/handler.ts:1:38', 'The function shop-keep uses shop.kept@1'],
    ['contract-unused', 'schemas/shop.left/subject.yaml:1:1', 'Nothing in this project uses shop.left.'],
    ['contract-deprecated', 'workflows/shop/definition.asl.yaml:6:29', 'The definition of shop uses shop.told@1'],
    ['contract-deprecated', `${manifest}:3:63`, 'The trigger in of shop uses shop.in@1'],
    ['contract-deprecated', `${manifest}:4:21`, 'The input of shop uses shop.in@1'],
    ['contract-deprecated', `${manifest}:4:40`, 'The output of shop uses shop.out@1'],
    ['contract-deprecated', `${manifest}:6:34`, 'The signal sent of shop uses shop.sent@1'],
  ]);
});
