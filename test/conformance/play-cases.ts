import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../free-ports.ts';
import { readCases } from './case-files.ts';
import { type CaseResult, mergePasses } from './case-result.ts';
import { startEngineProcess } from './engine-process.ts';
import { ConformanceError } from './errors.ts';
import { exitCodeOf } from './exit-code.ts';
import { idPattern } from './id-pattern.ts';

/** Which cases are played, and how. */
export type Playing = {
  /** A pattern on the case's id; without it, all. */
  readonly filter?: string | undefined;
  /** One case at a time, with nothing else at work. */
  readonly alone?: boolean | undefined;
  /** The first differences of every failed case, on the error output. */
  readonly verbose?: boolean | undefined;
};

/** Cases wait and time out for real, seconds each; a whole run takes a minute or two of a busy machine. */
const RUN_LIMIT_MS = 15 * 60_000;
/** The runner's exit codes: all passed, some failed. Any other: it could not play. */
const PLAYED = [0, 1];

/** A case that is played alone has the machine to itself, and needs seconds. */
const ALONE = ['--concurrency', '1', '--timeout-ms', '30000'];

/**
 * Plays the recorded cases of a folder against an engine of its own, over HTTP, with the runner that comes with them.
 * Owns the processes and the two ways to play; does not own what passes: the runner compares. Throws `ConformanceError`.
 */
export async function playCases(folder: string, playing: Playing = {}): Promise<readonly CaseResult[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'baton-conformance-'));
  try {
    return await playIn(scratch, folder, playing);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function playIn(scratch: string, folder: string, { filter, alone, verbose }: Playing) {
  const mocks = join(scratch, 'mocks.json');
  await run(folder, ['--write-mocks', mocks]);
  const [lambdaPort = 0] = await freePorts(1);
  const engine = await startEngineProcess({
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${lambdaPort}`,
    SFN_MOCK_CONFIG: mocks,
  });
  const how = [...(alone ? ALONE : []), ...(verbose ? ['--verbose'] : [])];
  const pass = async (name: string, ...chosen: readonly string[]): Promise<readonly CaseResult[]> => {
    const json = join(scratch, `${name}.json`);
    const where = ['--endpoint', engine.url, '--lambda-port', String(lambdaPort), '--json', json];
    await run(folder, [...where, ...how, ...chosen]);
    return JSON.parse(await readFile(json, 'utf8'));
  };
  try {
    const plain = await pass('plain', ...(filter === undefined ? [] : ['--filter', filter]));
    const mocked = await mockedCases(folder, filter);
    return mocked.length === 0
      ? plain
      : mergePasses(plain, await pass('mocked', '--mocks', '--filter', idPattern(mocked)));
  } finally {
    await engine.stop();
  }
}

/** The chosen cases whose services can be mocked: played without mocks as far as they go, and with them. */
async function mockedCases(folder: string, filter = ''): Promise<readonly string[]> {
  const chosen = new RegExp(filter);
  const cases = await readCases(folder);
  return cases.filter(({ id, mock }) => mock != null && chosen.test(id)).map(({ id }) => id);
}

/** What the runner prints beside its sum, such as its tables, goes to the error output as it comes. */
async function run(folder: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(folder, 'run.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: RUN_LIMIT_MS,
  });
  const code = await exitCodeOf(child);
  if (code !== null && PLAYED.includes(code)) return;
  const how = code === null ? `was stopped, ${RUN_LIMIT_MS / 60_000} minutes is the limit` : `ended with ${code}`;
  throw new ConformanceError(`the runner of the cases in ${folder} ${how}`);
}
