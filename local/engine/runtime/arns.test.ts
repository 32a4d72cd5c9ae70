import { expect, test } from 'vitest';
import {
  activityArn,
  arnSetting,
  checkedActivityArn,
  checkedExecutionArn,
  checkedName,
  checkedStateMachineArn,
  executionArn,
  isVersion,
  readStateMachineArn,
  stateMachineArn,
} from './arns.ts';

const SETTING = { region: 'us-east-1', account: '000000000000' };

test('arns - region and account come from the environment, with what a laptop has for defaults', () => {
  expect(arnSetting({})).toEqual(SETTING);
  expect(arnSetting({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' })).toEqual(SETTING);
  expect(arnSetting({ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: '111122223333' })).toEqual({
    ...{ region: 'eu-west-1', account: '111122223333' },
  });
});

test('arns - an execution lies under its state machine', () => {
  const machine = stateMachineArn(SETTING, 'orders');
  expect(machine).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:orders');
  expect(executionArn(machine, 'o-1')).toBe('arn:aws:states:us-east-1:000000000000:execution:orders:o-1');
});

test('arns - what is none is refused', () => {
  const machine = stateMachineArn(SETTING, 'a.b');
  for (const arn of [machine, `${machine}:1`, `${machine}:LIVE`]) expect(checkedStateMachineArn(arn)).toBe(arn);
  expect(checkedExecutionArn(executionArn(machine, 'e.1'))).toBe(executionArn(machine, 'e.1'));
  for (const arn of ['', 'invalid_arn', 'arn:aws:s3:::bucket', `${machine}:1:2`, `${machine}:`]) {
    expect(() => checkedStateMachineArn(arn)).toThrow(`Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  }
  expect(() => checkedExecutionArn(machine.replace('stateMachine', 'execution'))).toThrow(/Invalid ARN prefix/);
  expect(checkedActivityArn(activityArn(SETTING, 'pack'))).toBe(activityArn(SETTING, 'pack'));
});

test('arns - what names another kind of resource is refused for that', () => {
  const machine = stateMachineArn(SETTING, 'a');
  const refused = (type: string) => `Invalid Arn: 'Resource type not valid in this context: ${type}'`;
  expect(() => checkedExecutionArn(machine)).toThrow(refused('stateMachine'));
  expect(() => checkedActivityArn(machine)).toThrow(refused('stateMachine'));
  expect(() => checkedStateMachineArn(executionArn(machine, 'e'))).toThrow(refused('execution'));
});

test('arns - a qualified ARN names a version or an alias of its state machine', () => {
  const machineArn = stateMachineArn(SETTING, 'a');
  expect(readStateMachineArn(machineArn)).toEqual({ machineArn, qualifier: null });
  expect(readStateMachineArn(`${machineArn}:12`)).toEqual({ machineArn, qualifier: '12' });
  expect(readStateMachineArn(`${machineArn}:LIVE`)).toEqual({ machineArn, qualifier: 'LIVE' });
  expect(['1', '12', 'LIVE', '1.2'].map(isVersion)).toEqual([true, true, false, false]);
});

test('arns - names hold what AWS allows', () => {
  for (const name of ['a', 'Orders-1_2.x', 'a@b!', 'ü', 'x'.repeat(80)]) expect(checkedName(name)).toBe(name);
  for (const name of ['', 'a b', 'a:b', 'a/b', '<a>', 'a*', 'a\u0007', 'a$', 'x'.repeat(81)]) {
    expect(() => checkedName(name)).toThrow(`Invalid Name: '${name}'`);
  }
});
