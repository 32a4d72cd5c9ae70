/**
 * Writes api-models/ from the service descriptions of botocore (Apache-2.0), the AWS SDK for Python: what each operation
 * answers with, and nothing else.
 *
 *   node local/engine/test-state/generate/main.ts <…/site-packages/botocore/data>
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ApiModel, Shape } from '../api-model.ts';

/** By Step Functions' name, which is the package's of the AWS SDK for Java: the folder, where that is another one. */
const SERVICES: Readonly<Record<string, string | null>> = {
  apigateway: null,
  athena: null,
  batch: null,
  bedrock: null,
  bedrockagentruntime: 'bedrock-agent-runtime',
  bedrockruntime: 'bedrock-runtime',
  cloudformation: null,
  cloudwatch: null,
  cloudwatchlogs: 'logs',
  codebuild: null,
  codepipeline: null,
  cognitoidentityprovider: 'cognito-idp',
  comprehend: null,
  databrew: null,
  dynamodb: null,
  ecr: null,
  ecs: null,
  eks: null,
  emr: null,
  emrcontainers: 'emr-containers',
  emrserverless: 'emr-serverless',
  eventbridge: 'events',
  firehose: null,
  glue: null,
  iam: null,
  kinesis: null,
  kms: null,
  lambda: null,
  mediaconvert: null,
  polly: null,
  rdsdata: 'rds-data',
  redshiftdata: 'redshift-data',
  rekognition: null,
  s3: null,
  sagemaker: null,
  sagemakerruntime: 'sagemaker-runtime',
  scheduler: null,
  secretsmanager: null,
  ses: null,
  sesv2: null,
  sfn: 'stepfunctions',
  sns: null,
  sqs: null,
  ssm: null,
  sts: null,
  textract: null,
  transcribe: null,
  translate: null,
};

type Described = {
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, DescribedShape>>;
};

type DescribedShape = {
  readonly type: string;
  readonly document?: boolean;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
};

function readDescription(folder: string): Described {
  const version = readdirSync(folder).sort().at(-1) ?? '';
  return JSON.parse(gunzipSync(readFileSync(join(folder, version, 'service-2.json.gz'))).toString()) as Described;
}

function modelOf({ operations, shapes }: Described): ApiModel {
  const outputs = Object.entries(operations).map(([name, { output }]) => [name, output?.shape ?? null] as const);
  const found: Record<string, Shape> = {};
  const open = outputs.flatMap(([, shape]) => shape ?? []);
  for (const name of open) {
    const described = shapes[name];
    if (described !== undefined && found[name] === undefined) {
      found[name] = shapeOf(described);
      open.push(...nestedIn(described));
    }
  }
  return { operations: Object.fromEntries(outputs), shapes: found };
}

function shapeOf({ type, document, members, required, member, value, ...limits }: DescribedShape): Shape {
  if (document === true) return { type: 'document' };
  if (type === 'structure') {
    const named = Object.entries(members ?? {}).map(([name, { shape }]) => [upperFirst(name), shape]);
    return { type, members: Object.fromEntries(named), required: (required ?? []).map(upperFirst) };
  }
  if (type === 'list') return { type, of: member?.shape ?? '' };
  if (type === 'map') return { type, of: value?.shape ?? '' };
  const { enum: values, min, max } = limits;
  return {
    type: type as Exclude<Shape['type'], 'structure' | 'list' | 'map' | 'document'>,
    ...(values !== undefined && { enum: values }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

function nestedIn({ members = {}, member, value }: DescribedShape): readonly string[] {
  return [...Object.values(members), member, value].flatMap((reference) => reference?.shape ?? []);
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const data = process.argv[2];
if (data === undefined) throw new Error('usage: node local/engine/test-state/generate/main.ts BOTOCORE_DATA_FOLDER');
const target = join(import.meta.dirname, '..', 'api-models');
mkdirSync(target, { recursive: true });
for (const [service, folder] of Object.entries(SERVICES)) {
  const model = modelOf(readDescription(join(data, folder ?? service)));
  writeFileSync(join(target, `${service}.json.gz`), gzipSync(JSON.stringify(model), { level: 9 }));
}
