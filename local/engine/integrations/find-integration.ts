import type { TaskResource } from '../machine/protocol.ts';
import type { FindIntegration, TaskIntegration } from '../runtime/ports.ts';
import { activityTask, type TaskOffers } from './activities/activity-task.ts';
import { failed } from './failures.ts';
import { parseHttpConnections } from './http/connections.ts';
import { httpInvokeTask } from './http/http-task.ts';
import { type FunctionRunner, hostInvoker } from './lambda/host-invoker.ts';
import type { LambdaInvoker } from './lambda/invoker.ts';
import { lambdaFunctionTask, lambdaInvokeTask } from './lambda/lambda-tasks.ts';
import type { ObjectStore } from './s3/object-store.ts';
import { S3_ACTIONS, s3Task } from './s3/s3-tasks.ts';
import { sfnSdkTask } from './step-functions/sdk-task.ts';
import { startExecutionTask } from './step-functions/start-execution-task.ts';
import type { StepFunctions } from './step-functions/step-functions.ts';

export type IntegrationSetting = {
  readonly host: FunctionRunner | null;
  readonly objects: ObjectStore | null;
  readonly activities: TaskOffers;
  readonly stepFunctions: StepFunctions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly region: string;
  readonly account: string;
};

/**
 * What performs a task: rows by resource. An `AWS_ENDPOINT_URL_<SERVICE>` goes before what runs in this process; where
 * there is neither, the task fails and says what to set. No client is ever made without an endpoint.
 */
export function integrations(setting: IntegrationSetting): FindIntegration {
  const rows = new Map<string, TaskIntegration>([
    ...lambdaRows(setting),
    ...s3Rows(setting),
    ['activity', activityTask(setting.activities)],
    ['states:startExecution', startExecutionTask(setting.stepFunctions)],
    ['http:invoke', httpRow(setting)],
  ]);
  const sfn = sfnSdkTask(setting.stepFunctions);
  return (resource) => rows.get(keyOf(resource)) ?? (isSfn(resource) ? sfn : missing(resource));
}

function lambdaRows({ host, environment, ...about }: IntegrationSetting): [string, TaskIntegration][] {
  const endpoint = environment.AWS_ENDPOINT_URL_LAMBDA;
  if (!endpoint && host === null) return [];
  const invoker = endpoint ? lambdaAt({ ...about, endpoint }) : hostInvoker(host as FunctionRunner);
  return [
    ['lambda', lambdaFunctionTask(invoker)],
    ['lambda:invoke', lambdaInvokeTask(invoker)],
  ];
}

function s3Rows({ objects, environment, ...about }: IntegrationSetting): [string, TaskIntegration][] {
  const endpoint = environment.AWS_ENDPOINT_URL_S3;
  const store = endpoint ? s3At({ ...about, endpoint }) : objects;
  return store === null ? [] : S3_ACTIONS.map((action) => [`aws-sdk:s3:${action}`, s3Task(action, store)]);
}

function httpRow({ environment, region }: IntegrationSetting): TaskIntegration {
  return httpInvokeTask({ connections: parseHttpConnections(environment.BATON_HTTP_CONNECTIONS), region });
}

type Endpoint = { readonly endpoint: string; readonly region: string; readonly account: string };

/** AWS's clients take longer to load than the engine to start, so they are loaded by the first task that needs one. */
function lambdaAt(setting: Endpoint): LambdaInvoker {
  let loaded: Promise<LambdaInvoker> | undefined;
  const load = () => import('./lambda/endpoint-invoker.ts').then(({ endpointInvoker }) => endpointInvoker(setting));
  return {
    async invoke(call) {
      loaded ??= load();
      return (await loaded).invoke(call);
    },
  };
}

function s3At(setting: Endpoint): ObjectStore {
  let loaded: Promise<ObjectStore> | undefined;
  const load = () => import('./s3/endpoint-store.ts').then(({ endpointStore }) => endpointStore(setting));
  const store = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    put: async (...put) => (await store()).put(...put),
    get: async (at) => (await store()).get(at),
  };
}

function isSfn(resource: TaskResource): boolean {
  return resource.kind === 'service' && resource.service === 'aws-sdk:sfn';
}

function keyOf(resource: TaskResource): string {
  return resource.kind === 'service' ? `${resource.service}:${resource.action}` : resource.kind;
}

function missing(resource: TaskResource): TaskIntegration {
  const failure = failed('States.Runtime', whatIsMissing(resource));
  return { onCrash: failure, invoke: () => Promise.resolve(failure) };
}

function whatIsMissing(resource: TaskResource): string {
  if (resource.kind !== 'service' || keyOf(resource) === 'lambda:invoke') {
    return 'The engine runs without functions: start it with `baton dev`, or set AWS_ENDPOINT_URL_LAMBDA to a Lambda endpoint.';
  }
  const { service, action } = resource;
  if (service === 'aws-sdk:s3' && S3_ACTIONS.some((known) => known === action)) {
    return 'The engine has no object store: give it a data directory, or set AWS_ENDPOINT_URL_S3 to an S3 endpoint.';
  }
  return `The engine cannot perform arn:aws:states:::${service}:${action} yet, and never calls AWS itself. Use a Lambda function in its place.`;
}
