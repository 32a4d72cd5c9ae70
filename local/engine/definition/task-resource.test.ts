import { expect, test } from 'vitest';
import { parseTaskResource } from './task-resource.ts';

const service = (name: string, action: string, pattern: string) => ({
  kind: 'service',
  service: name,
  action,
  pattern,
});

test.each([
  ['arn:aws:states:::lambda:invoke', service('lambda', 'invoke', 'requestResponse')],
  ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', service('sqs', 'sendMessage', 'waitForTaskToken')],
  ['arn:aws:states:::states:startExecution.sync:2', service('states', 'startExecution', 'sync:2')],
  ['arn:aws-cn:states:::ecs:runTask.sync', service('ecs', 'runTask', 'sync')],
  ['arn:aws:states:::aws-sdk:s3:putObject', service('aws-sdk:s3', 'putObject', 'requestResponse')],
  [
    'arn:aws:lambda:us-east-1:000000000000:function:ship:live',
    { kind: 'lambda', functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:ship:live' },
  ],
  [
    'arn:aws:states:us-east-1:000000000000:activity:sign',
    { kind: 'activity', activityArn: 'arn:aws:states:us-east-1:000000000000:activity:sign' },
  ],
])('task resource - takes %s apart', (arn, resource) => {
  expect(parseTaskResource(arn)).toEqual(resource);
});

test.each([
  'arn:aws:states:::dynamodb:query',
  'arn:aws:states:::sqs:sendMessage.sync:3',
  'arn:aws:states:::lambda:invoke.sync',
  'arn:aws:states:::ecs:runTask.sync:2',
  'arn:aws:states:::dynamodb:getItem.waitForTaskToken',
  'arn:aws:states:::aws-sdk:s3:putObject.sync',
  'ship',
  '${ShipArn}',
])('task resource - does not know %s', (arn) => {
  expect(parseTaskResource(arn)).toBeNull();
});
