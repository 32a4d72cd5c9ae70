import { expect, test } from 'vitest';
import {
  arnSetting,
  checkedExecutionArn,
  checkedName,
  checkedStateMachineArn,
  executionArn,
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
  for (const arn of ['', 'invalid_arn', 'arn:aws:s3:::bucket', executionArn(machine, 'e')]) {
    expect(() => checkedStateMachineArn(arn)).toThrow(`Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  }
  expect(() => checkedExecutionArn(machine)).toThrow(/Invalid ARN prefix/);
});

test('arns - names hold what AWS allows', () => {
  for (const name of ['a', 'Orders-1_2.x', 'a@b!', 'ü', 'x'.repeat(80)]) expect(checkedName(name)).toBe(name);
  for (const name of ['', 'a b', 'a:b', 'a/b', '<a>', 'a*', 'a\u0007', 'a$', 'x'.repeat(81)]) {
    expect(() => checkedName(name)).toThrow(`Invalid Name: '${name}'`);
  }
});
