import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTIONS_WITHOUT_RESOURCE, type Statement } from '../../deploy/statements.ts';
import type { Template, TemplateResource } from './serverless-package.ts';
import { serverlessPackage } from './serverless-package.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
let template: Template;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-package-'));
  template = await serverlessPackage(ROOT, 'dev', join(folder, 'project'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const ofType = (type: string): readonly (readonly [string, TemplateResource])[] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

test('package - the project becomes a template with everything that it needs', async () => {
  const functions = ofType('AWS::Lambda::Function');
  expect(functions.map(([, { Properties }]) => Properties.FunctionName).toSorted()).toEqual([
    'order-fulfilment-charge-payment-dev',
    'order-fulfilment-kafka-ingress-dev',
    'order-fulfilment-notify-customer-dev',
    'order-fulfilment-release-stock-dev',
    'order-fulfilment-reserve-stock-dev',
    'publish-dev',
    'quake-etl-kafka-ingress-dev',
    'quake-etl-parse-rows-dev',
    'quake-etl-store-batch-dev',
    'validate-dev',
  ]);

  const roleIds = functions.map(
    ([, { Properties }]) => (Properties.Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0],
  );
  expect(new Set(roleIds).size).toBe(functions.length);
  expect(roleIds.filter((id) => template.Resources[id]?.Type !== 'AWS::IAM::Role')).toEqual([]);
  expect(ofType('AWS::IAM::Role')).toHaveLength(functions.length + 2);

  const machines = ofType('AWS::StepFunctions::StateMachine');
  expect(machines.map(([, { Properties }]) => Properties.StateMachineName)).toEqual([
    'order-fulfilment-dev',
    'quake-etl-dev',
  ]);
  const topics = ofType('AWS::Lambda::EventSourceMapping').flatMap(([, { Properties }]) => Properties.Topics);
  expect(topics).toEqual(['orders.created', 'quakes.measured']);
  expect(ofType('AWS::S3::Bucket').map(([id]) => id)).toContain('QuakeEtlQuakesBucket');
  expect(await readdir(join(folder, 'project'))).toEqual(expect.arrayContaining(['publish.zip', 'validate.zip']));
});

test('package - no role holds a wildcard action, nor an open resource without a reason', () => {
  const statements = ofType('AWS::IAM::Role').flatMap(([, { Properties }]) =>
    (Properties.Policies as readonly { PolicyDocument: { Statement: readonly Statement[] } }[]).flatMap(
      ({ PolicyDocument }) => PolicyDocument.Statement,
    ),
  );
  const open = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  expect(open.filter((action) => !(action in ACTIONS_WITHOUT_RESOURCE))).toEqual([]);
});

test('package - every substitution of a definition has a value, and every value is used', () => {
  for (const [, { Properties }] of ofType('AWS::StepFunctions::StateMachine')) {
    const named = [...String(Properties.DefinitionString).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(Properties.DefinitionSubstitutions as object).toSorted()).toEqual(
      [...new Set(named)].toSorted(),
    );
  }
});

test('package - an unknown stage is refused by the name of what it lacks', async () => {
  await expect(serverlessPackage(ROOT, 'qa', join(folder, 'qa'))).rejects.toThrow(
    /Cannot resolve variable at "custom\.stage\.kafka/,
  );
});

test('package - a handler that does not load is refused by name', async () => {
  const project = await mkdtemp(join(folder, 'broken-'));
  await writeFile(join(project, 'greet.ts'), "throw new Error('no greeting'); export const handler = () => 'hello';");
  const plugin = JSON.stringify(join(ROOT, 'deploy/bundle-plugin.cjs'));
  await writeFile(join(project, 'plugin.cjs'), `module.exports = require(${plugin});`);
  await writeFile(
    join(project, 'serverless.yml'),
    `service: broken
provider: { name: aws, runtime: nodejs24.x }
package: { individually: true }
plugins: [./plugin.cjs]
functions: { greet: { handler: greet.handler } }`,
  );
  await expect(serverlessPackage(project, 'dev', join(project, 'out'))).rejects.toThrow(
    'greet.handler does not load: Error: no greeting',
  );
});
