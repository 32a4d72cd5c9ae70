import { StageSettingError } from './errors.ts';

/** What differs from stage to stage: serverless.yml's `custom.stage`, filled from its `params`. */
export type StageSettings = {
  readonly name: string;
  readonly logRetentionDays: number;
  /** The MSK cluster, and where in its network the functions that speak to it run. */
  readonly kafka: {
    readonly clusterArn: string;
    /** `host:port,host:port`: as the functions' clients want it. */
    readonly brokers: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    /** Of each mapping whose trigger says `profile: provisioned`. */
    readonly pollers: { readonly minimum: number; readonly maximum: number };
  };
  /** For the format `confluent`; null where no topic of the project has it. */
  readonly schemaRegistry: SchemaRegistrySettings | null;
  /** For the format `glue`: the registry in which schemas are looked up by name. */
  readonly glueRegistry: string;
};

export type SchemaRegistrySettings = {
  readonly url: string;
  /** The secret with its credentials, and the layer through which a function reads it; null where it wants none. */
  readonly credentials: { readonly secretArn: string; readonly layerArn: string } | null;
};

/** Throws a `StageSettingError` that names the setting. */
export function parseStageSettings(value: unknown): StageSettings {
  const stage = objectAt(value, 'stage');
  const kafka = objectAt(stage.kafka, 'stage.kafka');
  const pollers = objectAt(kafka.pollers, 'stage.kafka.pollers');
  const clusterArn = textAt(kafka.clusterArn, 'stage.kafka.clusterArn');
  if (!CLUSTER_ARN.test(clusterArn)) throw wrong('stage.kafka.clusterArn', 'the ARN of an MSK cluster', clusterArn);
  return {
    name: textAt(stage.name, 'stage.name'),
    logRetentionDays: numberAt(stage.logRetentionDays, 'stage.logRetentionDays'),
    kafka: {
      clusterArn,
      brokers: textAt(kafka.brokers, 'stage.kafka.brokers'),
      subnetIds: textsAt(kafka.subnetIds, 'stage.kafka.subnetIds'),
      securityGroupIds: textsAt(kafka.securityGroupIds, 'stage.kafka.securityGroupIds'),
      pollers: {
        minimum: numberAt(pollers.minimum, 'stage.kafka.pollers.minimum'),
        maximum: numberAt(pollers.maximum, 'stage.kafka.pollers.maximum'),
      },
    },
    schemaRegistry: schemaRegistryAt(stage.schemaRegistry),
    glueRegistry: textAt(stage.glueRegistry ?? 'default-registry', 'stage.glueRegistry'),
  };
}

function schemaRegistryAt(value: unknown): SchemaRegistrySettings | null {
  if (value === undefined || value === null) return null;
  const { url, credentials } = objectAt(value, 'stage.schemaRegistry');
  return {
    url: textAt(url, 'stage.schemaRegistry.url'),
    credentials: credentials === undefined || credentials === null ? null : registryCredentialsAt(credentials),
  };
}

function registryCredentialsAt(value: unknown) {
  const { secretArn, layerArn } = objectAt(value, 'stage.schemaRegistry.credentials');
  return {
    secretArn: textAt(secretArn, 'stage.schemaRegistry.credentials.secretArn'),
    layerArn: textAt(layerArn, 'stage.schemaRegistry.credentials.layerArn'),
  };
}

const CLUSTER_ARN = /^arn:[a-z-]+:kafka:[a-z0-9-]+:\d{12}:cluster\/[^/]+\/[^/]+$/;

function objectAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'a mapping', value);
  return value as Readonly<Record<string, unknown>>;
}

function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(path, 'a text', value);
  return value;
}

function numberAt(value: unknown, path: string): number {
  if (typeof value !== 'number') throw wrong(path, 'a number', value);
  return value;
}

function textsAt(value: unknown, path: string): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) throw wrong(path, 'a list of texts', value);
  return value.map((item, index) => textAt(item, `${path}[${index}]`));
}

function wrong(path: string, expected: string, found: unknown): StageSettingError {
  return new StageSettingError(
    `${path} must be ${expected}, found ${JSON.stringify(found) ?? 'nothing'}: set it in serverless.yml under params`,
  );
}
