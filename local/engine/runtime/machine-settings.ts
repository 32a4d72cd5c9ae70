import { refusal } from './errors.ts';

/** What is kept and shown, and changes nothing of how an execution goes. */
export type MachineSettings = {
  readonly loggingConfiguration: {
    readonly level?: string;
    readonly includeExecutionData?: boolean;
    readonly destinations?: readonly LogDestination[];
  };
  readonly tracingConfiguration: { readonly enabled?: boolean };
  readonly encryptionConfiguration?: EncryptionConfiguration;
};

type LogDestination = { readonly cloudWatchLogsLogGroup?: { readonly logGroupArn?: string } };

export type EncryptionConfiguration = {
  readonly type: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KMS_KEY';
  readonly kmsKeyId?: string;
  readonly kmsDataKeyReusePeriodSeconds?: number;
};

const LOG_GROUP_ARN = /^arn:aws[a-z-]*:logs:[^:]*:[^:]*:log-group:/;

/** Throws InvalidLoggingConfiguration and InvalidEncryptionConfiguration. */
export function checkSettings({ loggingConfiguration, encryptionConfiguration }: MachineSettings): void {
  const { level = 'OFF', destinations = [] } = loggingConfiguration;
  if (level !== 'OFF') checkDestinations(destinations);
  if (encryptionConfiguration !== undefined) checkEncryption(encryptionConfiguration);
}

function checkDestinations(destinations: readonly LogDestination[]): void {
  const [destination] = destinations;
  if (destination === undefined || destinations.length > 1) {
    throw refusal.invalidLogging('Must specify exactly one Log Destination.');
  }
  const arn = destination.cloudWatchLogsLogGroup?.logGroupArn;
  if (arn === undefined) throw refusal.invalidLogging('Must set valid CloudWatch Log Group ARN.');
  if (!LOG_GROUP_ARN.test(arn)) throw refusal.invalidLogging('Provided ARN is not CloudWatch Logs Log Group ARN.');
  if (!arn.endsWith(':*')) throw refusal.invalidLogging("Log Group ARN must be provided with '*' qualifier.");
}

function checkEncryption({ type, ...custom }: EncryptionConfiguration): void {
  if (type === 'CUSTOMER_MANAGED_KMS_KEY') {
    if (custom.kmsKeyId === undefined) throw refusal.invalidEncryption('Must set a valid kmsKeyId.');
    return;
  }
  const [name] = Object.entries(custom).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  if (name !== undefined) {
    throw refusal.invalidEncryption(`Custom ${name} is not allowed when selecting AWS_OWNED_KEY.`);
  }
}
