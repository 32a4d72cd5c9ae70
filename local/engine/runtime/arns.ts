import { refusal } from './errors.ts';

export type ArnSetting = { readonly region: string; readonly account: string };

/** Everything that Step Functions names: what kind of resource it is, and what follows. */
const STATES_ARN = /^arn:aws[a-z-]*:states:[^:]+:\d{12}:(?<type>\w+):(?<rest>.+)$/;

/** `arn:aws:states:REGION:ACCOUNT:express:MACHINE/LABEL:NAME:ID` */
const EXPRESS_CHILD = /^arn:aws[a-z-]*:states:[^:]+:\d{12}:express:[^:/]+\/[^:/]+:[^:]+:[^:]+$/;

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

/** Executions of one name are told apart by a part of their own, since an Express workflow's name is no identity. */
export function expressArn(machineArn: string, name: string, id: string): string {
  return `${machineArn.replace(':stateMachine:', ':express:')}:${name}:${id}`;
}

/** An execution lives beside its state machine. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

export function activityArn({ region, account }: ArnSetting, name: string): string {
  return `arn:aws:states:${region}:${account}:activity:${name}`;
}

/** What a state machine's ARN, a version's or an alias's names. */
export type MachineReference = {
  readonly machineArn: string;
  /** A version's number as text, or an alias's name. */
  readonly qualifier: string | null;
};

/** Throws InvalidArn for anything that is none of a state machine, a version or an alias. */
export function readStateMachineArn(arn: string): MachineReference {
  const [name = '', qualifier, more] = partsOf(arn, 'stateMachine');
  if (name === '' || qualifier === '' || more !== undefined) throw refusal.invalidArn(arn);
  if (qualifier === undefined) return { machineArn: arn, qualifier: null };
  return { machineArn: arn.slice(0, -qualifier.length - 1), qualifier };
}

/** The ARN itself; throws InvalidArn for anything that is none of a state machine, a version or an alias. */
export function checkedStateMachineArn(arn: string): string {
  readStateMachineArn(arn);
  return arn;
}

/** No alias is named by digits alone. */
export function isVersion(qualifier: string): boolean {
  return /^\d+$/.test(qualifier);
}

export function checkedExecutionArn(arn: string): string {
  if (partsOf(arn, 'execution').filter((part) => part !== '').length !== 2) throw refusal.invalidArn(arn);
  return arn;
}

/** As `checkedExecutionArn`, and of a map run's Express child. */
export function checkedDescribableArn(arn: string): string {
  return EXPRESS_CHILD.test(arn) ? arn : checkedExecutionArn(arn);
}

export function checkedActivityArn(arn: string): string {
  if (partsOf(arn, 'activity').length !== 1) throw refusal.invalidArn(arn);
  return arn;
}

/** `arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:ID` */
export function checkedMapRunArn(arn: string): string {
  const [owner = '', id] = partsOf(arn, 'mapRun');
  if (!owner.includes('/') || id === undefined) throw refusal.invalidArn(arn);
  return arn;
}

/** The label of the Map that the map run is of. */
export function mapRunLabel(mapRunArn: string): string {
  return mapRunArn.split('/')[1]?.split(':')[0] ?? '';
}

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

export function checkedRoleArn(arn: string): string {
  if (!ROLE_ARN.test(arn)) throw refusal.invalidRoleArn(arn);
  return arn;
}

/** Any resource of Step Functions. */
export function checkedResourceArn(arn: string): string {
  if (!STATES_ARN.test(arn)) throw refusal.invalidArn(arn);
  return arn;
}

/** What follows the kind of resource, between colons. Throws InvalidArn where it is another kind, or no ARN. */
function partsOf(arn: string, expected: string): string[] {
  const { type, rest = '' } = STATES_ARN.exec(arn)?.groups ?? {};
  if (type === undefined) throw refusal.invalidArn(arn);
  if (type !== expected) throw refusal.invalidResourceType(type);
  return rest.split(':');
}

export function checkedName(name: string): string {
  if (!NAME.test(name)) throw refusal.invalidName(name);
  return name;
}
