import { expect, test } from 'vitest';
import { StageSettingError } from './errors.ts';
import { STAGE } from './project.fixture.ts';
import { parseStageSettings } from './stage.ts';

test('stage - settings pass as they are', () => {
  expect(parseStageSettings(STAGE)).toEqual(STAGE);
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
    'a number as text',
    { ...STAGE, logRetentionDays: '7' },
    'stage.logRetentionDays must be a number, found "7": set it in serverless.yml under params',
  ],
];

test.each(refused)('stage - refuse: %s', (_what, settings, message) => {
  expect(() => parseStageSettings(settings)).toThrow(new StageSettingError(message));
});
