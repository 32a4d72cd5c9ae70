import { expect, test } from 'vitest';
import { ENFORCE_ALL } from '../shared/contracts/index.ts';
import type { Workflow } from './model.ts';
import {
  camelCase,
  functionArn,
  ingressFunctionName,
  localAccount,
  localSubstitutions,
  pascalCase,
  stateMachineArn,
  substitutionsOf,
  taskFunctionName,
} from './names.ts';

test.each([
  ['reserve-stock', 'ReserveStock', 'reserveStock'],
  ['orders.created.dlt', 'OrdersCreatedDlt', 'ordersCreatedDlt'],
  ['quakes', 'Quakes', 'quakes'],
  ['a_b-c.d1', 'ABCD1', 'aBCD1'],
])('names - %s is %s and %s', (name, pascal, camel) => {
  expect(pascalCase(name)).toBe(pascal);
  expect(camelCase(name)).toBe(camel);
});

test('names - functions are called after their workflow', () => {
  expect(taskFunctionName('order-fulfilment', 'reserve-stock')).toBe('order-fulfilment-reserve-stock');
  expect(ingressFunctionName('order-fulfilment')).toBe('order-fulfilment-kafka-ingress');
});

test.each([
  [{}, { region: 'us-east-1', accountId: '000000000000' }],
  [
    { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: '123456789012' },
    { region: 'eu-west-1', accountId: '123456789012' },
  ],
  [
    { AWS_REGION: '', AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' },
    { region: 'us-east-1', accountId: '000000000000' },
  ],
])('names - the local account of %j', (environment, account) => {
  expect(localAccount(environment)).toEqual(account);
});

const account = localAccount({});

test('names - local ARNs', () => {
  expect(functionArn(account, 'publish')).toBe('arn:aws:lambda:us-east-1:000000000000:function:publish');
  expect(stateMachineArn(account, 'quake-etl')).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:quake-etl');
});

const workflow = (rest: Partial<Workflow>): Workflow => ({
  name: 'order-fulfilment',
  folder: '',
  type: 'STANDARD',
  manifestPath: '',
  definitionPath: '',
  definitionText: '',
  triggers: [],
  contracts: { input: 'order.created@1', output: null, states: {} },
  enforce: ENFORCE_ALL,
  signals: {},
  deadLetter: null,
  buckets: {},
  ...rest,
});

test('names - what a definition may substitute, and what it is on a laptop', () => {
  const { names, clashes } = substitutionsOf(
    workflow({
      signals: { failed: { topic: 'orders.failed', contract: 'order.failed@1', format: 'json' } },
      deadLetter: { topic: 'orders.created.dlt' },
      buckets: { quakes: { writers: [] } },
    }),
    ['reserve-stock'],
  );
  expect(clashes).toEqual([]);
  expect(localSubstitutions(names, account)).toEqual({
    PublishArn: functionArn(account, 'publish'),
    ValidateArn: functionArn(account, 'validate'),
    ReserveStockArn: functionArn(account, 'order-fulfilment-reserve-stock'),
    OrdersFailedTopic: 'orders.failed',
    OrdersCreatedDltTopic: 'orders.created.dlt',
    QuakesBucket: 'quakes',
  });
});

test('names - two things that would have one name clash', () => {
  const { clashes } = substitutionsOf(workflow({ deadLetter: { topic: 'a.b' }, buckets: {} }), ['publish']);
  expect(clashes).toEqual([
    {
      name: 'PublishArn',
      one: { kind: 'function', name: 'publish' },
      other: { kind: 'function', name: 'order-fulfilment-publish' },
    },
  ]);
});
