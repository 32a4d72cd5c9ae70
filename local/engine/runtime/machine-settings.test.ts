import { expect, test } from 'vitest';
import { checkSettings, type EncryptionConfiguration, type MachineSettings } from './machine-settings.ts';

const GROUP = 'arn:aws:logs:us-east-1:000000000000:log-group:orders';
const logging = (...arns: (string | undefined)[]): MachineSettings => ({
  loggingConfiguration: {
    level: 'ALL',
    destinations: arns.map((logGroupArn) => ({
      ...(logGroupArn !== undefined && { cloudWatchLogsLogGroup: { logGroupArn } }),
    })),
  },
  tracingConfiguration: {},
});
const encryption = (encryptionConfiguration: EncryptionConfiguration): MachineSettings => ({
  ...{ loggingConfiguration: {}, tracingConfiguration: {}, encryptionConfiguration },
});

test.each<[string, MachineSettings]>([
  ['one log group', logging(`${GROUP}:*`)],
  ['no logging at all', { ...logging(), loggingConfiguration: { level: 'OFF' } }],
  ["AWS's key", encryption({ type: 'AWS_OWNED_KEY' })],
  ['an own key', encryption({ type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k', kmsDataKeyReusePeriodSeconds: 60 })],
])('settings - %s will do', (_what, settings) => {
  expect(() => checkSettings(settings)).not.toThrow();
});

test.each<[MachineSettings, string]>([
  [logging(), 'Invalid Logging Configuration: Must specify exactly one Log Destination.'],
  [logging(GROUP, GROUP), 'Invalid Logging Configuration: Must specify exactly one Log Destination.'],
  [logging(undefined), 'Invalid Logging Configuration: Must set valid CloudWatch Log Group ARN.'],
  [logging('arn:aws:s3:::b'), 'Invalid Logging Configuration: Provided ARN is not CloudWatch Logs Log Group ARN.'],
  [logging(GROUP), "Invalid Logging Configuration: Log Group ARN must be provided with '*' qualifier."],
  [encryption({ type: 'CUSTOMER_MANAGED_KMS_KEY' }), 'Invalid Encryption Configuration: Must set a valid kmsKeyId.'],
  [
    encryption({ type: 'AWS_OWNED_KEY', kmsKeyId: 'k' }),
    'Invalid Encryption Configuration: Custom kmsKeyId is not allowed when selecting AWS_OWNED_KEY.',
  ],
])('settings - %j are refused', (settings, message) => {
  expect(() => checkSettings(settings)).toThrow(message);
});
