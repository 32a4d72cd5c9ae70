import type { TaskResource } from '../machine/protocol.ts';

/** The AWS operation whose answer is a task's result. */
export type ApiCall = {
  /** By Step Functions' name for SDK integrations. */
  readonly service: string;
  readonly operation: string;
  /** Members that Step Functions gives as the JSON they hold, not as the text that the service answers with. */
  readonly parsed: readonly string[];
};

type ServiceResource = Extract<TaskResource, { kind: 'service' }>;

/** Where an optimised integration is named otherwise than the SDK integration of the same service. */
const SERVICES: Readonly<Record<string, string>> = {
  states: 'sfn',
  events: 'eventbridge',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
};

/** Optimised actions that are other operations than they are called, or give their answer's JSON. */
const CALLS: Readonly<Record<string, ApiCall>> = {
  'lambda:invoke': { service: 'lambda', operation: 'Invoke', parsed: ['Payload'] },
  'bedrock:invokeModel': { service: 'bedrockruntime', operation: 'InvokeModel', parsed: ['Body'] },
};

/** Integrations whose results no service's model describes. */
const UNMODELLED = new Set(['http', 'apigateway', 'elasticmapreduce']);
const UNMODELLED_ACTIONS = new Set(['eks:call', 'eks:runJob']);

/**
 * What `.sync` asks until the job has ended: its answer is the result.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
 */
const POLLED: Readonly<Record<string, string>> = {
  'athena:startQueryExecution': 'GetQueryExecution',
  'codebuild:startBuild': 'BatchGetBuilds',
  'codebuild:startBuildBatch': 'BatchGetBuildBatches',
  'databrew:startJobRun': 'DescribeJobRun',
  'emr-serverless:createApplication': 'GetApplication',
  'emr-serverless:deleteApplication': 'GetApplication',
  'emr-serverless:startApplication': 'GetApplication',
  'emr-serverless:stopApplication': 'GetApplication',
  'emr-serverless:startJobRun': 'GetJobRun',
  'emr-containers:startJobRun': 'DescribeJobRun',
  'glue:startJobRun': 'GetJobRun',
  'mediaconvert:createJob': 'GetJob',
  'bedrock:createModelCustomizationJob': 'GetModelCustomizationJob',
  'sagemaker:createHyperParameterTuningJob': 'DescribeHyperParameterTuningJob',
  'sagemaker:createLabelingJob': 'DescribeLabelingJob',
  'sagemaker:createProcessingJob': 'DescribeProcessingJob',
  'sagemaker:createTrainingJob': 'DescribeTrainingJob',
  'sagemaker:createTransformJob': 'DescribeTransformJob',
  'states:startExecution': 'DescribeExecution',
};

/** The texts that `startExecution.sync:2` gives as JSON. */
const EXECUTION_DATA = ['Input', 'Output'];

/** Null where no service's model describes the result: functions, callbacks, HTTP. */
export function apiCallOf(resource: TaskResource): ApiCall | null {
  if (resource.kind !== 'service' || resource.pattern === 'waitForTaskToken') return null;
  const { service, action, pattern } = resource;
  if (service.startsWith('aws-sdk:')) return sdkCall(service.slice('aws-sdk:'.length), action);
  if (UNMODELLED.has(service) || UNMODELLED_ACTIONS.has(`${service}:${action}`)) return null;
  return pattern === 'requestResponse' ? optimisedCall(resource) : polledCall(resource);
}

function sdkCall(service: string, action: string): ApiCall {
  return { service, operation: upperFirst(action), parsed: [] };
}

function optimisedCall({ service, action }: ServiceResource): ApiCall {
  return CALLS[`${service}:${action}`] ?? sdkCall(SERVICES[service] ?? service, action);
}

function polledCall({ service, action, pattern }: ServiceResource): ApiCall | null {
  const operation = POLLED[`${service}:${action}`];
  if (operation === undefined) return null;
  return { service: SERVICES[service] ?? service, operation, parsed: pattern === 'sync:2' ? EXECUTION_DATA : [] };
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
