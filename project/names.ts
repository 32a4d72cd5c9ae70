/**
 * All names that are derived from a project's own: functions, substitutions in definitions, local ARNs. Owns how a
 * name is made of another, so that engine, deployment and checker agree; does not own what is deployed under it.
 */
import type { ProjectFunction, Workflow } from './model.ts';

/** Baton's own functions that every project has one of. */
export const PLATFORM_FUNCTIONS = ['publish', 'validate'] as const;

export const INGRESS_FUNCTION = 'kafka-ingress';

export const taskFunctionName = (workflow: string, task: string): string => `${workflow}-${task}`;

export const ingressFunctionName = (workflow: string): string => `${workflow}-${INGRESS_FUNCTION}`;

/** The names of a workflow's task functions, as their folders are called. */
export const tasksOf = (workflow: string, functions: readonly ProjectFunction[]): readonly string[] =>
  functions
    .filter((each) => each.kind === 'task' && each.workflow === workflow)
    .map(({ name }) => name.slice(workflow.length + 1));

/** What a substitution stands for. */
export type Substituted = { readonly kind: 'function' | 'topic' | 'bucket'; readonly name: string };

/** A name that two things of a workflow would both have. */
export type NameClash = { readonly name: string; readonly one: Substituted; readonly other: Substituted };

/**
 * What a workflow's definition may write as `${…}`: `${ReserveStockArn}` for each of its task functions, `${PublishArn}`
 * and `${ValidateArn}`, `${OrdersFailedTopic}` for each of its topics, `${QuakesBucket}` for each of its buckets.
 */
export function substitutionsOf(
  workflow: Workflow,
  tasks: readonly string[],
): { readonly names: ReadonlyMap<string, Substituted>; readonly clashes: readonly NameClash[] } {
  const names = new Map<string, Substituted>();
  const clashes: NameClash[] = [];
  for (const [name, other] of allSubstitutions(workflow, tasks)) {
    const one = names.get(name);
    if (one === undefined) names.set(name, other);
    else if (one.name !== other.name) clashes.push({ name, one, other });
  }
  return { names, clashes };
}

function allSubstitutions(workflow: Workflow, tasks: readonly string[]): readonly (readonly [string, Substituted])[] {
  const { name, triggers, signals, deadLetter, buckets } = workflow;
  const topics = [...triggers, ...Object.values(signals), ...(deadLetter === null ? [] : [deadLetter])];
  return [
    ...PLATFORM_FUNCTIONS.map(
      (platform) => [`${pascalCase(platform)}Arn`, { kind: 'function', name: platform }] as const,
    ),
    ...tasks.map(
      (task) => [`${pascalCase(task)}Arn`, { kind: 'function', name: taskFunctionName(name, task) }] as const,
    ),
    ...topics.map(({ topic }) => [`${pascalCase(topic)}Topic`, { kind: 'topic', name: topic }] as const),
    ...Object.keys(buckets).map((bucket) => [`${pascalCase(bucket)}Bucket`, { kind: 'bucket', name: bucket }] as const),
  ];
}

/** Words in lower case with dots between them, `order.created`: the name of a folder of schemas/. */
export const isSubjectName = (name: string): boolean => /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/.test(name);

/** Where local ARNs say that they are. */
export type LocalAccount = { readonly region: string; readonly accountId: string };

const DEFAULT_REGION = 'us-east-1';
const DEFAULT_ACCOUNT_ID = '000000000000';

/** The account is the access key id where that is 12 digits, as other local stacks have it. */
export function localAccount(environment: Readonly<Record<string, string | undefined>>): LocalAccount {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: key = '' } = environment;
  return { region: region || DEFAULT_REGION, accountId: /^\d{12}$/.test(key) ? key : DEFAULT_ACCOUNT_ID };
}

export const functionArn = ({ region, accountId }: LocalAccount, name: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;

export const stateMachineArn = ({ region, accountId }: LocalAccount, name: string): string =>
  `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;

/** What the substitutions are on a laptop: functions their ARN, topics and buckets their own name. */
export function localSubstitutions(
  names: ReadonlyMap<string, Substituted>,
  account: LocalAccount,
): Readonly<Record<string, string>> {
  const standIn = ({ kind, name }: Substituted) => (kind === 'function' ? functionArn(account, name) : name);
  return Object.fromEntries([...names].map(([name, substituted]) => [name, standIn(substituted)]));
}

/** `orders.created` → `OrdersCreated`. */
export const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** `order.created` → `orderCreated`. */
export const camelCase = (name: string): string => {
  const pascal = pascalCase(name);
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
};
