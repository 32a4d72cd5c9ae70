import { join } from 'node:path';
import {
  functionArn,
  ingressFunctionName,
  type LocalAccount,
  localAccount,
  type Project,
} from '../../project/index.ts';
import { type Engine, type EngineOptions, ObjectFolder, openEngine } from '../engine/index.ts';
import { type FunctionHost, startHost } from '../host/index.ts';
import { putWorkflow } from './definitions.ts';
import type { DevEvent } from './dev-event.ts';
import type { DevOptions } from './dev-options.ts';
import { functionEnvironment } from './function-environment.ts';
import type { OpenData } from './open-data.ts';

/** What performs workflows: functions, objects and the engine over them, with all state machines in place. */
export type OpenRuntime = {
  readonly account: LocalAccount;
  readonly host: FunctionHost;
  readonly objects: ObjectFolder;
  readonly engine: Engine;
};

export type RuntimeOptions = Pick<
  DevOptions,
  'root' | 'dataDirectory' | 'brokers' | 'environment' | 'watch' | 'emit'
> & {
  /** What the engine has otherwise than `baton dev` has it. */
  readonly engine: Partial<EngineOptions>;
};

/** Throws `StartUpError` for a definition that is none. */
export async function openRuntime(
  options: RuntimeOptions,
  project: Project,
  data: OpenData,
  url: string,
  cleanup: AsyncDisposableStack,
): Promise<OpenRuntime> {
  const { dataDirectory, environment, emit } = options;
  const account = localAccount(environment);
  const host = openHost(options, project, data, account, url);
  cleanup.defer(() => host.close());
  const objects = await openBuckets(join(dataDirectory, 'buckets'), project);
  const engine = openEngine({
    dataFile: join(dataDirectory, 'engine.db'),
    host,
    objects,
    environment: {
      AWS_REGION: account.region,
      AWS_ACCESS_KEY_ID: account.accountId,
      BATON_HTTP_CONNECTIONS: environment.BATON_HTTP_CONNECTIONS,
    },
    log: engineLog(emit),
    ...options.engine,
  });
  cleanup.defer(() => engine.close());
  engine.onExecutionEnded((execution) => emit({ type: 'executionEnded', ...execution }));
  for (const workflow of project.workflows) putWorkflow(engine, project, workflow, account);
  return { account, host, objects, engine };
}

function openHost(
  { root, watch, brokers, environment, emit }: RuntimeOptions,
  { functions, workflows }: Project,
  { fates, topicIds }: OpenData,
  account: LocalAccount,
  url: string,
): FunctionHost {
  const surroundings = { account, url, brokers, topicIds, environment };
  const environments = new Map(functions.map((fn) => [fn.name, functionEnvironment(fn, surroundings)]));
  const ingresses = new Set(workflows.map(({ name }) => ingressFunctionName(name)));
  return startHost({
    functions,
    environment: (name) => environments.get(name) ?? {},
    functionArn: (name) => functionArn(account, name),
    onPrint: ({ functionName, text }) => {
      if (ingresses.has(functionName)) fates.note(text);
    },
    onEdited: (name, failure) => emit(editEvent(name, failure)),
    root,
    watch,
  });
}

function editEvent(name: string, failure: { errorType: string; errorMessage: string } | null): DevEvent {
  const about = `function ${name}`;
  if (failure === null) return { type: 'solved', about, message: `${name} loads again` };
  const why = `${failure.errorType}: ${failure.errorMessage}`;
  return { type: 'problem', about, message: `${name} does not load (${why}); the version of before serves on` };
}

async function openBuckets(folder: string, { workflows }: Project): Promise<ObjectFolder> {
  const objects = new ObjectFolder(folder);
  for (const bucket of workflows.flatMap(({ buckets }) => Object.keys(buckets))) await objects.createBucket(bucket);
  return objects;
}

function engineLog(emit: (event: DevEvent) => void) {
  const about = 'engine';
  return {
    info: (message: string) => emit({ type: 'solved', about, message }),
    error: (message: string, error?: unknown) =>
      emit({ type: 'problem', about, message: error instanceof Error ? `${message}: ${error.message}` : message }),
  };
}
