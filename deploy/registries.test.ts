import { expect, test } from 'vitest';
import { StageSettingError } from './errors.ts';
import { projectWith, STAGE, TRIGGER } from './project.fixture.ts';
import { composeStack } from './stack.ts';

const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-a1b2c3';
const layerArn = 'arn:aws:lambda:eu-west-1:015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension-Arm64:11';
const registry = { url: 'https://registry.example', credentials: { secretArn, layerArn } };

const confluent = projectWith({ workflow: { triggers: [{ ...TRIGGER, format: 'confluent' }] } });
const glue = projectWith({
  workflow: { signals: { succeeded: { topic: 'parcels.weighed', contract: 'parcel.weighed@1', format: 'glue' } } },
});

const actionsOf = (stack: ReturnType<typeof composeStack>, role: string): readonly string[] => {
  const properties = stack.resources.Resources[role]?.Properties;
  const { Policies } = properties as {
    Policies: readonly { PolicyDocument: { Statement: readonly { Action: readonly string[] }[] } }[];
  };
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action));
};

test('registries - who reads a topic of confluent is told where the registry is and what opens it', () => {
  const stack = composeStack(confluent, { ...STAGE, schemaRegistry: registry });
  expect(stack.functions.parcelsKafkaIngress).toMatchObject({
    environment: { SCHEMA_REGISTRY_URL: 'https://registry.example', SCHEMA_REGISTRY_CREDENTIALS: secretArn },
    layers: [layerArn],
  });
  expect(actionsOf(stack, 'ParcelsKafkaIngressRole')).toContain('secretsmanager:GetSecretValue');
  expect(stack.functions.validate).not.toHaveProperty('layers');
  expect(actionsOf(stack, 'ValidateRole')).not.toContain('secretsmanager:GetSecretValue');
});

test('registries - one that wants no credentials takes no layer', () => {
  const stack = composeStack(confluent, { ...STAGE, schemaRegistry: { ...registry, credentials: null } });
  expect(stack.functions.parcelsKafkaIngress).not.toHaveProperty('layers');
  expect(stack.functions.parcelsKafkaIngress?.environment).not.toHaveProperty('SCHEMA_REGISTRY_CREDENTIALS');
});

test('registries - a stage without one cannot have a topic of confluent', () => {
  expect(() => composeStack(confluent, STAGE)).toThrow(StageSettingError);
});

test('registries - who writes a topic of glue may look its schema up', () => {
  const stack = composeStack(glue, STAGE);
  expect(stack.functions.publish?.environment).toMatchObject({ GLUE_REGISTRY_NAME: 'default-registry' });
  expect(actionsOf(stack, 'PublishRole')).toEqual(
    expect.arrayContaining(['glue:GetSchemaVersion', 'glue:GetSchema', 'glue:GetSchemaByDefinition']),
  );
  expect(actionsOf(stack, 'ParcelsKafkaIngressRole')).not.toContain('glue:GetSchemaVersion');
});
