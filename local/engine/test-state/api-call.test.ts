import { expect, test } from 'vitest';
import { parseTaskResource } from '../definition/task-resource.ts';
import type { TaskResource } from '../machine/index.ts';
import { apiCallOf } from './api-call.ts';
import { apiModels } from './read-api-model.ts';

const callOf = (arn: string) => apiCallOf(parseTaskResource(arn) as TaskResource);

test.each([
  ['arn:aws:states:::aws-sdk:s3:getObject', 's3', 'GetObject'],
  ['arn:aws:states:::aws-sdk:sfn:describeExecution', 'sfn', 'DescribeExecution'],
  ['arn:aws:states:::dynamodb:putItem', 'dynamodb', 'PutItem'],
  ['arn:aws:states:::events:putEvents', 'eventbridge', 'PutEvents'],
  ['arn:aws:states:::lambda:invoke', 'lambda', 'Invoke'],
  ['arn:aws:states:::states:startExecution', 'sfn', 'StartExecution'],
  ['arn:aws:states:::states:startExecution.sync:2', 'sfn', 'DescribeExecution'],
  ['arn:aws:states:::glue:startJobRun.sync', 'glue', 'GetJobRun'],
  ['arn:aws:states:::codebuild:startBuild.sync', 'codebuild', 'BatchGetBuilds'],
  ['arn:aws:states:::bedrock:invokeModel', 'bedrockruntime', 'InvokeModel'],
  ['arn:aws:states:::emr-containers:startJobRun.sync', 'emrcontainers', 'DescribeJobRun'],
])('mocked answer - %s answers as %s %s, of which the model is there', (arn, service, operation) => {
  expect(callOf(arn)).toMatchObject({ service, operation });
  expect(apiModels()(service)?.operations).toHaveProperty(operation);
});

test.each([
  'arn:aws:lambda:us-east-1:000000000000:function:any',
  'arn:aws:states:us-east-1:000000000000:activity:any',
  'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  'arn:aws:states:::http:invoke',
  'arn:aws:states:::apigateway:invoke',
])('mocked answer - no model says what %s answers', (arn) => {
  expect(callOf(arn)).toBeNull();
});

test('mocked answer - a service that nobody knows has no model', () => {
  expect(apiModels()('../s3')).toBeNull();
  expect(apiModels()('nowhere')).toBeNull();
});
