import { refusal } from './errors.ts';

export type ArnSetting = { readonly region: string; readonly account: string };

const PART = '[^:]+';
const STATE_MACHINE = new RegExp(`^arn:aws[a-z-]*:states:${PART}:\\d{12}:stateMachine:${PART}(:${PART})?$`);
const EXECUTION = new RegExp(`^arn:aws[a-z-]*:states:${PART}:\\d{12}:execution:${PART}:${PART}$`);

/** Names hold no blanks, brackets, wildcards, special characters or control characters, and are at most 80 long. */
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}]{1,80}$/u;

/** Where the engine's resources live: region, and as account the access key id if it looks like one. */
export function arnSetting(environment: Readonly<Record<string, string | undefined>>): ArnSetting {
  const keyId = environment.AWS_ACCESS_KEY_ID ?? '';
  return {
    region: environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? 'us-east-1',
    account: /^\d{12}$/.test(keyId) ? keyId : '000000000000',
  };
}

export function stateMachineArn({ region, account }: ArnSetting, name: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
}

/** An execution lives beside its state machine. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** The ARN itself; throws InvalidArn for anything that is none of a state machine, a version or an alias. */
export function checkedStateMachineArn(arn: string): string {
  if (!STATE_MACHINE.test(arn)) throw refusal.invalidArn(arn);
  return arn;
}

export function checkedExecutionArn(arn: string): string {
  if (!EXECUTION.test(arn)) throw refusal.invalidArn(arn);
  return arn;
}

export function checkedName(name: string): string {
  if (!NAME.test(name)) throw refusal.invalidName(name);
  return name;
}
