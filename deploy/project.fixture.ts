import { join } from 'node:path';
import { PACKAGE_ROOT, type Project, type ProjectFunction, type Trigger, type Workflow } from '../project/index.ts';
import { ENFORCE_ALL } from '../shared/contracts/index.ts';
import type { StageSettings } from './stage.ts';

/** A small project for the tests of this part: one workflow with a task, a signal, a bucket and a trigger. */
export function projectWith(changes: { readonly workflow?: Partial<Workflow> } = {}): Project {
  return {
    root: '/project',
    subjects: [],
    workflows: [{ ...WORKFLOW, ...changes.workflow }],
    functions: [
      lambda('parcels-weigh', 'functions/parcels/weigh', 'task', 'parcels'),
      lambda('publish', 'functions/publish', 'platform', null),
      lambda('validate', 'functions/validate', 'platform', null),
      lambda('parcels-kafka-ingress', 'functions/kafka-ingress', 'platform', 'parcels'),
    ],
  };
}

export const STAGE: StageSettings = {
  name: 'dev',
  logRetentionDays: 7,
  kafka: {
    clusterArn: 'arn:aws:kafka:eu-west-1:111122223333:cluster/events/0a1b-2',
    brokers: 'b-1.events:9098,b-2.events:9098',
    subnetIds: ['subnet-1'],
    securityGroupIds: ['sg-1'],
    pollers: { minimum: 1, maximum: 10 },
  },
  schemaRegistry: null,
  glueRegistry: 'default-registry',
};

export const TRIGGER: Trigger = {
  topic: 'parcels.posted',
  partitions: 1,
  format: 'json',
  contract: 'parcel.posted@1',
  identity: { kind: 'offset' },
  generation: 1,
  mode: 'execution-per-record',
  rows: 'plain',
  batch: { size: 100, windowMs: 500 },
};

const WORKFLOW: Workflow = {
  name: 'parcels',
  folder: '/project/workflows/parcels',
  type: 'STANDARD',
  manifestPath: '/project/workflows/parcels/workflow.yaml',
  definitionPath: '/project/workflows/parcels/definition.asl.yaml',
  definitionText: `
StartAt: Weigh
States:
  Weigh: { Type: Task, Resource: '\${WeighArn}', Next: Each }
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Store
      States:
        Store:
          Type: Task
          Resource: arn:aws:states:::aws-sdk:s3:putObject
          Parameters: { Bucket: '\${LabelsBucket}', Key.$: $.id, Body.$: $ }
          End: true
    Next: Tell
  Tell:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    Parameters: { FunctionName: '\${PublishArn}', Payload: { topic: '\${ParcelsWeighedTopic}' } }
    End: true
`,
  triggers: [TRIGGER],
  contracts: { input: 'parcel.posted@1', output: null, states: {} },
  enforce: ENFORCE_ALL,
  signals: { succeeded: { topic: 'parcels.weighed', contract: 'parcel.weighed@1', format: 'json' } },
  deadLetter: { topic: 'parcels.posted.dlt' },
  buckets: { labels: { writers: ['weigh'] } },
};

function lambda(name: string, folder: string, kind: ProjectFunction['kind'], workflow: string | null): ProjectFunction {
  const root = kind === 'task' ? '/project' : PACKAGE_ROOT;
  return {
    name,
    kind,
    workflow,
    folder: join(root, folder),
    handlerPath: join(root, folder, 'handler.ts'),
    contract: null,
    timeoutSeconds: 30,
    memoryMb: 512,
  };
}
