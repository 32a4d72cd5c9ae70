import type { Value } from './cloudformation.ts';
import { attribute } from './cloudformation.ts';
import { bucketId, functionId, functionLogGroupId } from './names.ts';
import type { StageSettings } from './stage.ts';

/** One permission. Actions are spelt out, never `*`. */
export type Statement = {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: Value;
};

const allow = (Action: readonly string[], Resource: Value): Statement => ({ Effect: 'Allow', Action, Resource });

/**
 * The only actions that may stand beside `Resource: '*'`, since AWS has no resource-level permission for them.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const ACTIONS_WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  'xray:PutTelemetryRecords': 'a trace belongs to no resource',
  'xray:PutTraceSegments': 'a trace belongs to no resource',
  'xray:GetSamplingRules': 'a trace belongs to no resource',
  'xray:GetSamplingTargets': 'a trace belongs to no resource',
  'glue:GetSchemaVersion': 'a record names the version by its id, not by its schema',
  'ec2:CreateNetworkInterface': 'Lambda makes the interface before it has a name to permit',
  'ec2:DeleteNetworkInterface': 'Lambda makes the interface before it has a name to permit',
  'ec2:DescribeNetworkInterfaces': 'EC2 lists have no resource-level permission',
  'ec2:DescribeSecurityGroups': 'EC2 lists have no resource-level permission',
  'ec2:DescribeSubnets': 'EC2 lists have no resource-level permission',
  'ec2:DescribeVpcs': 'EC2 lists have no resource-level permission',
  'logs:CreateLogDelivery': 'log deliveries have no resource-level permission',
  'logs:DeleteLogDelivery': 'log deliveries have no resource-level permission',
  'logs:DescribeLogGroups': 'log deliveries have no resource-level permission',
  'logs:DescribeResourcePolicies': 'log deliveries have no resource-level permission',
  'logs:GetLogDelivery': 'log deliveries have no resource-level permission',
  'logs:ListLogDeliveries': 'log deliveries have no resource-level permission',
  'logs:PutResourcePolicy': 'log deliveries have no resource-level permission',
  'logs:UpdateLogDelivery': 'log deliveries have no resource-level permission',
};

export const writeFunctionLogs = (functionName: string): Statement =>
  allow(['logs:CreateLogStream', 'logs:PutLogEvents'], attribute(functionLogGroupId(functionName), 'Arn'));

/** Step Functions writes its logs through a delivery that it manages itself. */
export const deliverStateMachineLogs: Statement = allow(
  [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ],
  '*',
);

export const sendFunctionTraces: Statement = allow(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*');

export const sendStateMachineTraces: Statement = allow(
  ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  '*',
);

/** A function inside the cluster's network gets an interface of its own. */
export const joinNetwork: Statement = allow(
  ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'],
  '*',
);

/** The event source mapping's pollers find the cluster's network with the function's role. */
export const findClusterNetwork: Statement = allow(
  ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
  '*',
);

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html */
export function readTopics(
  { clusterArn }: StageSettings['kafka'],
  topics: readonly string[],
  groups: readonly string[],
): readonly Statement[] {
  return [
    allow(['kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'], clusterArn),
    allow(['kafka-cluster:Connect', 'kafka-cluster:DescribeClusterDynamicConfiguration'], clusterArn),
    allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], namedIn(clusterArn, 'topic', topics)),
    allow(['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], namedIn(clusterArn, 'group', groups)),
  ];
}

/** Source: https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control-use-cases.html */
export function writeTopics({ clusterArn }: StageSettings['kafka'], topics: readonly string[]): readonly Statement[] {
  return [
    allow(['kafka-cluster:Connect', 'kafka-cluster:WriteDataIdempotently'], clusterArn),
    allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], namedIn(clusterArn, 'topic', topics)),
  ];
}

/** `aliasArn` is what the function starts: a permission on the machine alone does not cover its aliases. */
export const startExecutions = (aliasArn: Value): Statement => allow(['states:StartExecution'], aliasArn);

export const invokeFunctions = (functionNames: readonly string[]): Statement =>
  allow(
    ['lambda:InvokeFunction'],
    functionNames.map((name) => attribute(functionId(name), 'Arn')),
  );

export const useObjects = (actions: readonly string[], workflow: string, buckets: readonly string[]): Statement =>
  allow(
    actions,
    buckets.map((bucket) => ({ 'Fn::Sub': `\${${bucketId(workflow, bucket)}.Arn}/*` })),
  );

/** Through the extension that the function's layer brings. */
export const readSecret = (secretArn: string): Statement => allow(['secretsmanager:GetSecretValue'], secretArn);

/** Source: https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs.html, IAM examples for deserializers */
export const readGlueSchemas: Statement = allow(['glue:GetSchemaVersion'], '*');

/** Source: the same, IAM examples for serializers. */
export function findGlueSchemas(registry: string): Statement {
  const arn = (resource: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:glue:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
  });
  return allow(
    ['glue:GetSchema', 'glue:GetSchemaByDefinition'],
    [arn(`registry/${registry}`), arn(`schema/${registry}/*`)],
  );
}

/** A topic's or group's ARN is the cluster's with another kind and the name at its end. */
function namedIn(clusterArn: string, kind: 'topic' | 'group', names: readonly string[]): readonly string[] {
  const cluster = clusterArn.replace(':cluster/', `:${kind}/`);
  return names.map((name) => `${cluster}/${name}`);
}
