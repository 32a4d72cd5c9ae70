import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../free-ports.ts';
import { APICURIO_JAR, apicurio, glueJars, pythonEnvironment } from './install.ts';

/** A server that other people made. */
export type Peer = AsyncDisposable & { readonly url: string };

/** Runs a script of this folder in the Python environment. Answers what it prints. */
export async function runPython(script: string, input = ''): Promise<string> {
  const folder = await pythonEnvironment();
  const python = spawn(join(folder, 'bin/python'), [join(import.meta.dirname, script)], {
    env: { PATH: process.env.PATH, TZ: 'UTC', PYTHONIOENCODING: 'utf-8' },
  });
  return finish(python, input, script);
}

/** Asks AWS's own serialisers for Glue at an endpoint. An answer for each question. */
export async function askGlueJava(endpoint: string, questions: readonly object[]): Promise<readonly string[]> {
  const classPath = join(await glueJars(), '*');
  const program = join(import.meta.dirname, 'GluePeer.java');
  const java = spawn('java', ['-XX:TieredStopAtLevel=1', '-cp', classPath, program, endpoint]);
  const output = await finish(java, questions.map((question) => `${JSON.stringify(question)}\n`).join(''), 'GluePeer');
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
}

/** moto, which plays AWS's Glue in memory. */
export async function startGlue(): Promise<Peer> {
  const folder = await pythonEnvironment();
  const [port] = await freePorts(1);
  // By module: a program of a moved environment names the folder where it was made.
  const server = spawn(join(folder, 'bin/python'), ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`], {
    stdio: 'ignore',
  });
  return started(server, `http://127.0.0.1:${port}`, '/moto-api/');
}

/** Apicurio, whose `url` speaks Confluent's REST API. */
export async function startRegistry(): Promise<Peer> {
  const folder = await apicurio();
  const [port] = await freePorts(1);
  const settings = [`-Dquarkus.http.port=${port}`, '-Dquarkus.http.host=127.0.0.1', '-Xmx256m'];
  const server = spawn('java', ['-XX:TieredStopAtLevel=1', ...settings, '-jar', APICURIO_JAR], {
    ...{ cwd: folder, stdio: 'ignore' },
  });
  return started(server, `http://127.0.0.1:${port}/apis/ccompat/v7`, '/subjects');
}

const START_MS = 60_000;
const POLL_MS = 100;

async function started(server: ChildProcess, url: string, path: string): Promise<Peer> {
  const peer = {
    url,
    async [Symbol.asyncDispose]() {
      if (server.exitCode !== null) return;
      server.kill();
      await once(server, 'exit');
    },
  };
  for (const until = performance.now() + START_MS; performance.now() < until; await sleep(POLL_MS)) {
    if (server.exitCode !== null) throw new Error(`${url} ended before it answered.`);
    if ((await fetch(`${url}${path}`).catch(() => null))?.ok) return peer;
  }
  await peer[Symbol.asyncDispose]();
  throw new Error(`${url} did not answer in time.`);
}

async function finish(peer: ReturnType<typeof spawn>, input: string, name: string): Promise<string> {
  peer.stdin?.end(input);
  const { stdout, stderr } = peer;
  if (stdout === null || stderr === null) throw new TypeError('The peer is not piped.');
  const [[code], output, errors] = await Promise.all([once(peer, 'exit'), text(stdout), text(stderr)]);
  if (code !== 0) throw new Error(`${name} failed:\n${errors}`);
  return output;
}
