import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../../project/index.ts';
import { type Engine, type EngineOptions, s3Handler } from '../engine/index.ts';
import { handleInvoke } from '../host/index.ts';
import { apiHandler } from './api/index.ts';
import { S3_PATH } from './client-environment.ts';
import { listen } from './http-server.ts';
import { openData } from './open-data.ts';
import { openRuntime } from './open-runtime.ts';
import { projectContracts } from './project-contracts.ts';
import { projectStartUpError } from './project-start-up-error.ts';
import { registriesOf } from './registries.ts';
import { topicCodecs } from './topic-codecs.ts';

export type TestBedOptions = {
  readonly project: Project;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly engine: Partial<EngineOptions>;
  /** What a person should hear of while it is open. */
  readonly complain: (message: string) => void;
};

export type TestBed = { readonly engine: Engine; readonly close: () => Promise<void> };

/**
 * A project's workflows and functions with everything around them, and nothing that starts executions. Records and
 * objects go to a folder that is removed with it. Throws `StartUpError` and leaves nothing behind then.
 */
export async function openTestBed(options: TestBedOptions): Promise<TestBed> {
  await using cleanup = new AsyncDisposableStack();
  try {
    const engine = await open(options, cleanup);
    const kept = cleanup.move();
    return { engine, close: () => kept.disposeAsync() };
  } catch (error) {
    throw projectStartUpError(error);
  }
}

async function open(
  { project, environment, engine: engineOptions, complain }: TestBedOptions,
  cleanup: AsyncDisposableStack,
): Promise<Engine> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'baton-test-bed-'));
  cleanup.defer(() => rm(dataDirectory, { recursive: true }));
  const server = await listen(0);
  cleanup.defer(() => server.close());
  const { root } = project;
  const options = {
    ...{ root, dataDirectory, environment, brokers: null, watch: false },
    engine: { dataFile: null, ...engineOptions },
    emit: (event: { readonly type: string; readonly message?: string }) => {
      if (event.type === 'problem') complain(event.message ?? '');
    },
  };
  const data = await openData(options, project, cleanup);
  const { account, host, objects, engine } = await openRuntime(options, project, data, server.url, cleanup);
  const codecs = topicCodecs(data.topics, projectContracts(root), registriesOf(environment));
  server.serve([
    engine.handle,
    (request: IncomingMessage, response: ServerResponse) => handleInvoke(host, request, response),
    s3Handler(objects, S3_PATH),
    apiHandler({ ...data, account, codecs, engine, host }),
  ]);
  return engine;
}
