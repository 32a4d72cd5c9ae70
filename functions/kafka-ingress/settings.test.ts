import { expect, test } from 'vitest';
import type { Contract, ContractId } from '../../shared/contracts/index.ts';
import type { WorkflowDoors } from '../../shared/records/index.ts';
import { contractsOf, doorsOf } from './generated.ts';
import { settingsOf } from './settings.ts';

const environment = { BATON_WORKFLOW: 'order-fulfilment', STATE_MACHINE_ARN: 'arn:aws:states:…' };

test('ingress settings - topic ids are known on a laptop only', () => {
  const inAws = { workflow: 'order-fulfilment', stateMachineArn: 'arn:aws:states:…', topicIds: null };
  expect(settingsOf(environment)).toEqual(inAws);
  expect(settingsOf({ ...environment, BATON_TOPIC_IDS: '{"orders.created":"x1"}' })).toEqual({
    ...inAws,
    topicIds: { 'orders.created': 'x1' },
  });
});

const faulty: readonly (readonly [Record<string, string>, string])[] = [
  [{ BATON_WORKFLOW: '' }, 'BATON_WORKFLOW is not set'],
  [{ STATE_MACHINE_ARN: '' }, 'STATE_MACHINE_ARN is not set'],
  [{ BATON_TOPIC_IDS: 'orders' }, 'BATON_TOPIC_IDS is no JSON object'],
  [{ BATON_TOPIC_IDS: '{"orders":1}' }, 'BATON_TOPIC_IDS is no JSON object'],
];

test.each(faulty)('ingress settings - %j is told by name', (overrides, said) => {
  expect(() => settingsOf({ ...environment, ...overrides })).toThrow(said);
});

const contract: Contract = { id: 'order.created@2', fingerprint: '', validate: () => [] };
const doors: WorkflowDoors = {
  workflow: 'order-fulfilment',
  triggers: [
    {
      topic: 'orders.created',
      format: 'json',
      contract: 'order.created@2',
      identity: { kind: 'offset' },
      generation: 1,
      mode: 'execution-per-record',
      rows: 'plain',
    },
  ],
  signals: {},
  deadLetterTopic: null,
};

test('ingress settings - the contracts of the doors are loaded, and no others', async () => {
  const registry: Record<ContractId, () => Promise<Contract>> = {
    'order.created@2': async () => contract,
    'order.created@1': () => Promise.reject(new Error('loaded')),
  };
  expect(await contractsOf(doors, registry)).toEqual({ 'order.created@2': contract });
  await expect(contractsOf(doors, {})).rejects.toThrow('There is no contract order.created@2');
});

test('ingress settings - a workflow that was not generated is told by name', () => {
  const all = { 'order-fulfilment': doors };
  expect(doorsOf('order-fulfilment', all)).toBe(doors);
  expect(() => doorsOf('orders', all)).toThrow('BATON_WORKFLOW is orders');
});
