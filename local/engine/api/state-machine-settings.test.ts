import { CreateStateMachineCommand, DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passing, ROLE, type Served, serve } from './served.fixture.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const request = { name: 'kept', definition: JSON.stringify(passing()), roleArn: ROLE };
const create = (given: object) => served.sfn.send(new CreateStateMachineCommand({ ...request, ...given }));

test('settings - the key that a state machine is encrypted with is kept and shown', async () => {
  const { stateMachineArn } = await create({});
  const shown = async () =>
    (await served.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).encryptionConfiguration;
  expect(await shown()).toEqual({ type: 'AWS_OWNED_KEY' });
  const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'orders' } as const;
  await served.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, encryptionConfiguration }));
  expect(await shown()).toEqual(encryptionConfiguration);
});

test('settings - a role that is none is refused, when a state machine is made and later', async () => {
  const refused = { name: 'InvalidArn', message: "Invalid Role Arn: 'admin'" };
  await expect(create({ roleArn: 'admin' })).rejects.toMatchObject(refused);
  const { stateMachineArn } = await create({});
  const update = new UpdateStateMachineCommand({ stateMachineArn, roleArn: 'admin' });
  await expect(served.sfn.send(update)).rejects.toMatchObject(refused);
});

test('settings - a key is told apart by the constraints of the service', async () => {
  const encryptionConfiguration = { type: 'AWS_OWNED_KEY', kmsDataKeyReusePeriodSeconds: 59 };
  await expect(create({ encryptionConfiguration })).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value '59' at 'encryptionConfiguration.kmsDataKeyReusePeriodSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
  });
});
