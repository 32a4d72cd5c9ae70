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

type Integration = {
  /** Besides request and response. */
  readonly patterns: readonly Exclude<Pattern, 'requestResponse'>[];
  /** Each with the fields that its arguments must have. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
};

/**
 * The optimised integrations; SDK integrations (`aws-sdk:…`) take any action.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
const OPTIMISED: { readonly [service: string]: Integration } = {
  apigateway: { patterns: ['waitForTaskToken'], actions: { invoke: [] } },
  athena: {
    patterns: ['sync'],
    actions: { startQueryExecution: [], stopQueryExecution: [], getQueryExecution: [], getQueryResults: [] },
  },
  batch: { patterns: ['sync'], actions: { submitJob: [] } },
  bedrock: { patterns: ['sync', 'waitForTaskToken'], actions: { createModelCustomizationJob: [], invokeModel: [] } },
  codebuild: {
    patterns: ['sync'],
    actions: {
      startBuild: [],
      stopBuild: [],
      batchDeleteBuilds: [],
      batchGetReports: [],
      startBuildBatch: [],
      stopBuildBatch: [],
    },
  },
  databrew: { patterns: ['sync'], actions: { startJobRun: [] } },
  dynamodb: {
    patterns: [],
    actions: { getItem: ['TableName', 'Key'], putItem: ['TableName', 'Item'], updateItem: [], deleteItem: [] },
  },
  ecs: { patterns: ['sync', 'waitForTaskToken'], actions: { runTask: ['TaskDefinition'] } },
  eks: {
    patterns: ['sync', 'waitForTaskToken'],
    actions: {
      call: [],
      createCluster: [],
      createFargateProfile: [],
      createNodegroup: [],
      deleteCluster: [],
      deleteFargateProfile: [],
      deleteNodegroup: [],
      runJob: [],
    },
  },
  elasticmapreduce: {
    patterns: ['sync'],
    actions: {
      addStep: [],
      cancelStep: [],
      createCluster: [],
      modifyInstanceFleetByName: [],
      modifyInstanceGroupByName: [],
      setClusterTerminationProtection: [],
      terminateCluster: [],
    },
  },
  'emr-containers': {
    patterns: ['sync'],
    actions: { createVirtualCluster: [], deleteVirtualCluster: [], startJobRun: [] },
  },
  'emr-serverless': {
    patterns: ['sync'],
    actions: {
      cancelJobRun: [],
      createApplication: [],
      deleteApplication: [],
      startApplication: [],
      startJobRun: [],
      stopApplication: [],
    },
  },
  events: { patterns: ['waitForTaskToken'], actions: { putEvents: ['Entries'] } },
  glue: { patterns: ['sync'], actions: { startJobRun: ['JobName'] } },
  http: { patterns: [], actions: { invoke: [] } },
  lambda: { patterns: ['waitForTaskToken'], actions: { invoke: ['FunctionName'] } },
  mediaconvert: { patterns: ['sync'], actions: { createJob: [] } },
  sagemaker: {
    patterns: ['sync'],
    actions: {
      createEndpoint: [],
      createEndpointConfig: [],
      createHyperParameterTuningJob: [],
      createLabelingJob: [],
      createModel: [],
      createProcessingJob: [],
      createTrainingJob: [],
      createTransformJob: [],
      updateEndpoint: [],
    },
  },
  sns: { patterns: ['waitForTaskToken'], actions: { publish: ['Message'] } },
  sqs: { patterns: ['waitForTaskToken'], actions: { sendMessage: ['QueueUrl', 'MessageBody'] } },
  states: { patterns: ['sync', 'sync:2', 'waitForTaskToken'], actions: { startExecution: ['StateMachineArn'] } },
};

/** Of any action that AWS's SDK has. */
const SDK_PATTERNS: readonly Pattern[] = ['requestResponse', 'waitForTaskToken'];

/** The fields that AWS requires of the arguments; null where it requires no arguments. */
export function requiredArguments(resource: TaskResource): readonly string[] | null {
  return resource.kind === 'service' ? (OPTIMISED[resource.service]?.actions[resource.action] ?? null) : null;
}

function isKnown(service: string, action: string, pattern: Pattern): boolean {
  if (service.startsWith('aws-sdk:')) {
    return SDK_PATTERNS.includes(pattern);
  }
  const integration = OPTIMISED[service];
  const takes = pattern === 'requestResponse' || integration?.patterns.includes(pattern);
  return takes === true && Object.hasOwn(integration?.actions ?? {}, action);
}

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
  return pattern !== undefined && isKnown(service, action, pattern)
    ? { kind: 'service', service, action, pattern }
    : null;
}
