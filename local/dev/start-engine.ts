import { join } from 'node:path';
import { openEngine } from '../engine/index.ts';
import { listen } from './http-server.ts';
import { readMockConfig } from './read-mock-config.ts';
import { startUpError } from './start-up-error.ts';

export type EngineSetup = {
  readonly port: number;
  /** Null: in memory. */
  readonly dataDirectory: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly complain: (message: string) => void;
};

export type RunningEngine = { readonly url: string; readonly close: () => Promise<void> };

/** The Step Functions API and nothing else. Throws `StartUpError`. */
export async function startEngine({ port, dataDirectory, environment, complain }: EngineSetup): Promise<RunningEngine> {
  await using cleanup = new AsyncDisposableStack();
  try {
    if (dataDirectory !== null) await takeDirectory(dataDirectory, cleanup);
    const server = await listen(port);
    cleanup.defer(() => server.close());
    const engine = openEngine({
      dataFile: dataDirectory === null ? null : join(dataDirectory, 'engine.db'),
      host: null,
      objects: null,
      environment,
      ...(await readMockConfig(environment)),
      log: { info: complain, error: (message) => complain(message) },
    });
    cleanup.defer(() => engine.close());
    server.serve([engine.handle]);
    const kept = cleanup.move();
    return { url: server.url, close: () => kept.disposeAsync() };
  } catch (error) {
    throw startUpError(error);
  }
}

/** Loaded where it is needed alone: the engine's start is measured. */
async function takeDirectory(directory: string, cleanup: AsyncDisposableStack): Promise<void> {
  const { lockDataDirectory } = await import('../sources/index.ts');
  const lock = lockDataDirectory(directory);
  cleanup.defer(() => lock.release());
}
