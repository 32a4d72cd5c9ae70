import type { TaskResource } from '../machine/protocol.ts';

type Pattern = Extract<TaskResource, { kind: 'service' }>['pattern'];

/** Region and account are not looked at: AWS takes `your-account-id` too. */
const LAMBDA_ARN = /^arn:aws[\w-]*:lambda:[\w-]+:[\w-]+:function:[\w-]+(:[\w$-]+)?$/;
const ACTIVITY_ARN = /^arn:aws[\w-]*:states:[\w-]+:\d{12}:activity:.+$/;
const SERVICE_ARN =
  /^arn:aws[\w-]*:states:[\w-]*:\d*:(?<service>(?:aws-sdk:)?[\w-]+):(?<action>\w+)(?:\.(?<suffix>.+))?$/;

const PATTERNS: { readonly [suffix: string]: Pattern } = {
  sync: 'sync',
  'sync:2': 'sync:2',
  waitForTaskToken: 'waitForTaskToken',
};

/**
 * The actions of the optimised integrations; SDK integrations (`aws-sdk:…`) take any action.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
const OPTIMISED_ACTIONS: { readonly [service: string]: readonly string[] } = {
  apigateway: ['invoke'],
  athena: ['startQueryExecution', 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'],
  batch: ['submitJob'],
  bedrock: ['createModelCustomizationJob', 'invokeModel'],
  codebuild: ['startBuild', 'stopBuild', 'batchDeleteBuilds', 'batchGetReports', 'startBuildBatch', 'stopBuildBatch'],
  databrew: ['startJobRun'],
  dynamodb: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  ecs: ['runTask'],
  eks: [
    'call',
    'createCluster',
    'createFargateProfile',
    'createNodegroup',
    'deleteCluster',
    'deleteFargateProfile',
    'deleteNodegroup',
    'runJob',
  ],
  elasticmapreduce: [
    'addStep',
    'cancelStep',
    'createCluster',
    'modifyInstanceFleetByName',
    'modifyInstanceGroupByName',
    'setClusterTerminationProtection',
    'terminateCluster',
  ],
  'emr-containers': ['createVirtualCluster', 'deleteVirtualCluster', 'startJobRun'],
  'emr-serverless': [
    'cancelJobRun',
    'createApplication',
    'deleteApplication',
    'startApplication',
    'startJobRun',
    'stopApplication',
  ],
  events: ['putEvents'],
  glue: ['startJobRun'],
  http: ['invoke'],
  lambda: ['invoke'],
  mediaconvert: ['createJob'],
  sagemaker: [
    'createEndpoint',
    'createEndpointConfig',
    'createHyperParameterTuningJob',
    'createLabelingJob',
    'createModel',
    'createProcessingJob',
    'createTrainingJob',
    'createTransformJob',
    'updateEndpoint',
  ],
  sns: ['publish'],
  sqs: ['sendMessage'],
  states: ['startExecution'],
};

/** Takes a Resource apart; null where AWS would not know it. */
export function parseTaskResource(arn: string): TaskResource | null {
  if (LAMBDA_ARN.test(arn)) {
    return { kind: 'lambda', functionArn: arn };
  }
  if (ACTIVITY_ARN.test(arn)) {
    return { kind: 'activity', activityArn: arn };
  }
  const { service = '', action = '', suffix } = SERVICE_ARN.exec(arn)?.groups ?? {};
  const pattern = suffix === undefined ? 'requestResponse' : PATTERNS[suffix];
  const isKnown = service.startsWith('aws-sdk:') || OPTIMISED_ACTIONS[service]?.includes(action);
  return isKnown && pattern !== undefined ? { kind: 'service', service, action, pattern } : null;
}
