import { expect, test } from 'vitest';
import type { Workflow } from '../project/index.ts';
import { DeployError } from './errors.ts';
import { projectWith, STAGE, TRIGGER } from './project.fixture.ts';
import { composeStack } from './stack.ts';
import { ACTIONS_WITHOUT_RESOURCE, type Statement } from './statements.ts';

const { functions, resources } = composeStack(projectWith(), STAGE);
const propertiesOf = (logicalId: string): unknown => resources.Resources[logicalId]?.Properties;

function statementsOf(roleId: string): readonly Statement[] {
  const { Policies } = propertiesOf(roleId) as {
    Policies: readonly { PolicyDocument: { Statement: readonly Statement[] } }[];
  };
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** What a role permits, as `action → resource`, without what every function has. */
function grantsOf(roleId: string): readonly string[] {
  return statementsOf(roleId)
    .filter(({ Resource }) => Resource !== '*')
    .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${JSON.stringify(Resource)}`))
    .filter((grant) => !grant.startsWith('logs:'))
    .toSorted();
}

test('stack - a task function has its name, handler, role and limits', () => {
  expect(functions.parcelsWeigh).toEqual({
    name: 'parcels-weigh-dev',
    handler: 'functions/parcels/weigh/handler.handler',
    role: 'ParcelsWeighRole',
    timeout: 30,
    memorySize: 512,
  });
});

test('stack - the ingress function knows its workflow, its state machine and the brokers', () => {
  expect(functions.parcelsKafkaIngress).toEqual({
    name: 'parcels-kafka-ingress-dev',
    handler: 'functions/kafka-ingress/handler.handler',
    role: 'ParcelsKafkaIngressRole',
    timeout: 30,
    memorySize: 512,
    environment: {
      KAFKA_BROKERS: 'b-1.events:9098,b-2.events:9098',
      BATON_WORKFLOW: 'parcels',
      STATE_MACHINE_ARN: { Ref: 'ParcelsStateMachineAlias' },
    },
    vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
  });
});

test('stack - resources are those that the project implies', () => {
  const types = Object.entries(resources.Resources).map(([id, { Type }]) => `${id} ${Type}`);
  expect(types).toEqual([
    'ParcelsWeighRole AWS::IAM::Role',
    'PublishRole AWS::IAM::Role',
    'ValidateRole AWS::IAM::Role',
    'ParcelsKafkaIngressRole AWS::IAM::Role',
    'ParcelsStateMachineRole AWS::IAM::Role',
    'ParcelsStateMachineLogGroup AWS::Logs::LogGroup',
    'ParcelsStateMachine AWS::StepFunctions::StateMachine',
    'ParcelsStateMachineVersion AWS::StepFunctions::StateMachineVersion',
    'ParcelsStateMachineAlias AWS::StepFunctions::StateMachineAlias',
    'ParcelsParcelsPostedMapping AWS::Lambda::EventSourceMapping',
    'ParcelsLabelsBucket AWS::S3::Bucket',
  ]);
});

test('stack - the state machine logs everything but payloads, traces, and gets what its definition names', () => {
  expect(propertiesOf('ParcelsStateMachine')).toMatchObject({
    StateMachineName: 'parcels-dev',
    StateMachineType: 'STANDARD',
    DefinitionString: expect.stringContaining('"Resource":"${WeighArn}"'),
    DefinitionSubstitutions: {
      WeighArn: { 'Fn::GetAtt': ['ParcelsWeighLambdaFunction', 'Arn'] },
      LabelsBucket: { Ref: 'ParcelsLabelsBucket' },
      PublishArn: { 'Fn::GetAtt': ['PublishLambdaFunction', 'Arn'] },
      ParcelsWeighedTopic: 'parcels.weighed',
    },
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    TracingConfiguration: { Enabled: true },
  });
});

test('stack - the mapping hands the topic to the ingress function in whole seconds', () => {
  expect(propertiesOf('ParcelsParcelsPostedMapping')).toEqual({
    FunctionName: { 'Fn::GetAtt': ['ParcelsKafkaIngressLambdaFunction', 'Arn'] },
    EventSourceArn: 'arn:aws:kafka:eu-west-1:111122223333:cluster/events/0a1b-2',
    Topics: ['parcels.posted'],
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'baton-parcels-dev-parcels.posted' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 1,
    Enabled: true,
  });
});

test('stack - provisioned pollers are told which records to bring again', () => {
  const workflow = { triggers: [{ ...TRIGGER, profile: 'provisioned' as const }] };
  const { Resources } = composeStack(projectWith({ workflow }), STAGE).resources;
  expect(Resources.ParcelsParcelsPostedMapping?.Properties).toMatchObject({
    ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 10 },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

const cluster = 'arn:aws:kafka:eu-west-1:111122223333:cluster/events/0a1b-2';
const topics = (...names: readonly string[]) =>
  JSON.stringify(names.map((name) => `arn:aws:kafka:eu-west-1:111122223333:topic/events/0a1b-2/${name}`));
const group = '["arn:aws:kafka:eu-west-1:111122223333:group/events/0a1b-2/baton-parcels-dev-parcels.posted"]';
const objects = '[{"Fn::Sub":"${ParcelsLabelsBucket.Arn}/*"}]';

const grants: readonly (readonly [roleId: string, grants: readonly string[]])[] = [
  ['ValidateRole', []],
  ['ParcelsWeighRole', [`s3:PutObject ${objects}`]],
  [
    'PublishRole',
    [
      `kafka-cluster:Connect "${cluster}"`,
      `kafka-cluster:DescribeTopic ${topics('parcels.weighed', 'parcels.posted.dlt')}`,
      `kafka-cluster:WriteData ${topics('parcels.weighed', 'parcels.posted.dlt')}`,
      `kafka-cluster:WriteDataIdempotently "${cluster}"`,
    ],
  ],
  [
    'ParcelsKafkaIngressRole',
    [
      `kafka-cluster:AlterGroup ${group}`,
      `kafka-cluster:Connect "${cluster}"`,
      `kafka-cluster:Connect "${cluster}"`,
      `kafka-cluster:DescribeClusterDynamicConfiguration "${cluster}"`,
      `kafka-cluster:DescribeGroup ${group}`,
      `kafka-cluster:DescribeTopic ${topics('parcels.posted')}`,
      `kafka-cluster:DescribeTopic ${topics('parcels.posted.dlt')}`,
      `kafka-cluster:ReadData ${topics('parcels.posted')}`,
      `kafka-cluster:WriteData ${topics('parcels.posted.dlt')}`,
      `kafka-cluster:WriteDataIdempotently "${cluster}"`,
      `kafka:DescribeCluster "${cluster}"`,
      `kafka:DescribeClusterV2 "${cluster}"`,
      `kafka:GetBootstrapBrokers "${cluster}"`,
      'states:StartExecution {"Ref":"ParcelsStateMachineAlias"}',
    ],
  ],
  [
    'ParcelsStateMachineRole',
    [
      'lambda:InvokeFunction [{"Fn::GetAtt":["ParcelsWeighLambdaFunction","Arn"]},{"Fn::GetAtt":["PublishLambdaFunction","Arn"]}]',
      `s3:PutObject ${objects}`,
    ],
  ],
];

test.each(grants)('stack - %s may do this and nothing else', (roleId, expected) => {
  expect(grantsOf(roleId)).toEqual(expected);
});

test('stack - no action is a wildcard, and only actions without a resource stand beside one', () => {
  const roleIds = Object.keys(resources.Resources).filter((id) => id.endsWith('Role'));
  const statements = roleIds.flatMap(statementsOf);
  const open = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  expect(open.filter((action) => !(action in ACTIONS_WITHOUT_RESOURCE))).toEqual([]);
});

const refused: readonly (readonly [what: string, workflow: Partial<Workflow>, code: string, message: string])[] = [
  [
    'an integration that no permission is known for',
    { definitionText: '{"States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage"}}}' },
    'UNKNOWN_INTEGRATION',
    '/project/workflows/parcels/definition.asl.yaml calls arn:aws:states:::sqs:sendMessage, and which permissions that takes is not known: deploy knows functions by substitution and lambda:invoke, aws-sdk:s3:getObject, aws-sdk:s3:putObject',
  ],
  [
    'a substitution that stands for nothing',
    { definitionText: '{"States":{"A":{"Type":"Task","Resource":"${WieghArn}"}}}' },
    'UNKNOWN_SUBSTITUTION',
    '/project/workflows/parcels/definition.asl.yaml names ${WieghArn}; there are PublishArn, ValidateArn, WeighArn, ParcelsPostedTopic, ParcelsWeighedTopic, ParcelsPostedDltTopic, LabelsBucket',
  ],
  [
    'two names that are one in the template',
    { buckets: { labels: { writers: [] }, Labels: { writers: [] } } },
    'LOGICAL_ID_CLASH',
    'Two names become ParcelsLabelsBucket in the template, where letters and digits alone count: rename a function, topic or bucket',
  ],
];

test.each(refused)('stack - refuse: %s', (_what, workflow, code, message) => {
  const failure = (() => {
    try {
      return composeStack(projectWith({ workflow }), STAGE);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(DeployError);
  expect(failure).toMatchObject({ code, message });
});

test('stack - a woven check is part of the deployed definition, and may be called', () => {
  const place = { file: 'workflow.yaml' };
  const states = { Tell: { output: 'parcel.weighed@1', place } } as const;
  const contracts = { input: 'parcel.posted@1', output: null, states } as const;
  const { resources: woven } = composeStack(projectWith({ workflow: { contracts } }), STAGE);
  expect(woven.Resources.ParcelsStateMachine?.Properties).toMatchObject({
    DefinitionString: expect.stringContaining('"Tell · check":{"Type":"Task"'),
  });
  expect(JSON.stringify(woven.Resources.ParcelsStateMachineRole)).toContain('Validate');
});
