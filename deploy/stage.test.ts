import { expect, test } from 'vitest';
import { StageSettingError } from './errors.ts';
import { STAGE } from './project.fixture.ts';
import { parseStageSettings } from './stage.ts';

test('stage - settings pass as they are', () => {
  expect(parseStageSettings(STAGE)).toEqual(STAGE);
});

test('stage - a project without registries need not name any', () => {
  const { schemaRegistry: _, glueRegistry: __, ...given } = STAGE;
  expect(parseStageSettings(given)).toEqual(STAGE);
});

const refused: readonly (readonly [what: string, settings: unknown, message: string])[] = [
  ['nothing', undefined, 'stage must be a mapping, found nothing: set it in serverless.yml under params'],
  [
    'a cluster that is no ARN',
    { ...STAGE, kafka: { ...STAGE.kafka, clusterArn: 'events' } },
    'stage.kafka.clusterArn must be the ARN of an MSK cluster, found "events": set it in serverless.yml under params',
  ],
  [
    'no subnets',
    { ...STAGE, kafka: { ...STAGE.kafka, subnetIds: [] } },
    'stage.kafka.subnetIds must be a list of texts, found []: set it in serverless.yml under params',
  ],
  [
    'a registry without a URL',
    { ...STAGE, schemaRegistry: {} },
    'stage.schemaRegistry.url must be a text, found nothing: set it in serverless.yml under params',
  ],
  [
    'credentials without the layer that reads them',
    { ...STAGE, schemaRegistry: { url: 'https://registry', credentials: { secretArn: 'arn' } } },
    'stage.schemaRegistry.credentials.layerArn must be a text, found nothing: set it in serverless.yml under params',
  ],
  [
    'a number as text',
    { ...STAGE, logRetentionDays: '7' },
    'stage.logRetentionDays must be a number, found "7": set it in serverless.yml under params',
  ],
];

test.each(refused)('stage - refuse: %s', (_what, settings, message) => {
  expect(() => parseStageSettings(settings)).toThrow(new StageSettingError(message));
});
