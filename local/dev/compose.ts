import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Project, readProject, type Workflow } from '../../project/index.ts';
import { realClock, s3Handler } from '../engine/index.ts';
import { handleInvoke } from '../host/index.ts';
import { lockDataDirectory } from '../sources/index.ts';
import { apiHandler } from './api/index.ts';
import { S3_PATH } from './client-environment.ts';
import { watchDefinitions } from './definitions.ts';
import type { Feed, Started } from './dev-event.ts';
import type { DevOptions } from './dev-options.ts';
import { listen } from './http-server.ts';
import { openData } from './open-data.ts';
import { openRuntime } from './open-runtime.ts';
import { projectContracts, requireContracts } from './project-contracts.ts';
import { projectStartUpError } from './project-start-up-error.ts';
import { readMockConfig } from './read-mock-config.ts';
import { registriesOf } from './registries.ts';
import type { SetReport } from './samples/compare-samples.ts';
import { readSamples } from './samples/read-samples.ts';
import { reportSamples } from './samples/report-samples.ts';
import type { SampleSet } from './samples/sample-line.ts';
import { type SamplesSent, sendSamples } from './samples/send-samples.ts';
import { untilSettled } from './settling.ts';
import { startMappings } from './start-mappings.ts';
import { topicCodecs } from './topic-codecs.ts';
import { watchDeadLetters } from './watch-dead-letters.ts';

export type RunningDev = {
  readonly url: string;
  /** Resolves once everything that was sent has ended; rejects when the signal is aborted. */
  readonly settled: (signal: AbortSignal) => Promise<readonly SetReport[]>;
  /** Takes in nothing more, lets go of everything; what is open goes on at the next start. */
  readonly close: () => Promise<void>;
};

/**
 * Composes everything that `baton dev` runs, in one process: what is opened first is closed last. Throws `StartUpError`
 * and leaves nothing behind then.
 */
export async function startDev(options: DevOptions): Promise<RunningDev> {
  await using cleanup = new AsyncDisposableStack();
  try {
    const running = await compose(options, cleanup);
    const kept = cleanup.move();
    return { ...running, close: () => kept.disposeAsync() };
  } catch (error) {
    throw projectStartUpError(error);
  }
}

async function compose(options: DevOptions, cleanup: AsyncDisposableStack): Promise<Omit<RunningDev, 'close'>> {
  const { root, dataDirectory, emit } = options;
  const lock = lockDataDirectory(dataDirectory);
  cleanup.defer(() => lock.release());
  const server = await listen(options.port);
  cleanup.defer(() => server.close());
  const project = await readProject(root);
  requireContracts(project);
  const mocks = await readMockConfig(options.environment);
  const samples = options.samples ? await readSamples(root) : [];
  const data = await openData(options, project, cleanup);
  const setting = { ...options, engine: { clock: realClock(options.timeScale), ...mocks } };
  const { account, host, objects, engine } = await openRuntime(setting, project, data, server.url, cleanup);
  const { log, fates, ledger, deadLetterTopics } = data;

  const codecs = topicCodecs(data.topics, projectContracts(root), registriesOf(options.environment));
  const besides = [
    (request: IncomingMessage, response: ServerResponse) => handleInvoke(host, request, response),
    s3Handler(objects, S3_PATH),
    apiHandler({ ...data, account, codecs, engine, host }),
  ];
  server.serve([engine.handle, ...besides]);
  // While the engine closes, functions that are at work may still publish, but start nothing more.
  cleanup.defer(() => server.serve(besides));
  const watching = new AbortController();
  cleanup.defer(() => watching.abort());
  await watchDeadLetters(log, deadLetterTopics, (letter) => emit({ type: 'deadLetter', ...letter }), watching.signal);
  if (options.watch) {
    const watcher = watchDefinitions(engine, project, account, emit);
    cleanup.defer(() => watcher.close());
  }
  emit({ type: 'started', ...startedFacts(options, server.url, project) });
  const mappings = await startMappings(project.workflows, options, data, host, cleanup);

  const sending = sendAll(samples, (set) => sendSamples(set, log, ledger, codecs), emit);
  return {
    url: server.url,
    async settled(signal) {
      await untilSettled(async () => {
        const idle = await Promise.all(mappings.map(({ mapping }) => mapping.idle()));
        return sending.isDone() && idle.every(Boolean) && engine.openExecutions === 0;
      }, signal);
      return reportSamples({ ledger, fates, log, deadLetterTopics, engine, account });
    },
  };
}

/** Sends one set after the other beside everything else; `isDone` throws what kept a set from being sent. */
function sendAll(
  sets: readonly SampleSet[],
  send: (set: SampleSet) => Promise<SamplesSent>,
  emit: DevOptions['emit'],
): { isDone(): boolean } {
  let isDone = false;
  let failure: { readonly error: unknown } | null = null;
  const sending = async () => {
    for (const set of sets) emit({ type: 'samplesSent', ...(await send(set)) });
  };
  sending().then(
    () => {
      isDone = true;
    },
    (error) => {
      failure = { error };
    },
  );
  return {
    isDone() {
      if (failure !== null) throw failure.error;
      return isDone;
    },
  };
}

function startedFacts({ root, dataDirectory, brokers, watch }: DevOptions, url: string, project: Project): Started {
  const signalTopics = project.workflows.flatMap(({ signals }) => Object.values(signals).map(({ topic }) => topic));
  return { url, root, dataDirectory, brokers, feeds: project.workflows.flatMap(feedsOf), signalTopics, staysUp: watch };
}

const feedsOf = ({ name, triggers, deadLetter }: Workflow): Feed[] =>
  triggers.map(({ topic, contract, format, mode }) => {
    return { topic, workflow: name, contract, format, mode, deadLetterTopic: deadLetter?.topic ?? null };
  });
