import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../free-ports.ts';
import { PeerError } from '../errors.ts';
import { mavenJars, pythonEnvironment } from '../install.ts';
import { apicurio } from './apicurio.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const GLUE = join(import.meta.dirname, 'glue');

/** A server that other people made. */
export type Peer = AsyncDisposable & { readonly url: string };

/** Runs a script of this folder in the Python environment. Answers what it prints. */
export async function runPython(script: string, input = ''): Promise<string> {
  const python = spawn(await pythonEnvironment(REQUIREMENTS), [join(import.meta.dirname, script)], {
    env: { PATH: process.env.PATH, TZ: 'UTC', PYTHONIOENCODING: 'utf-8' },
  });
  return finish(python, input, script);
}

/** Asks AWS's own serialisers for Glue at an endpoint. An answer for each question. */
export async function askGlueJava(endpoint: string, questions: readonly object[]): Promise<readonly string[]> {
  const classPath = await mavenJars(join(GLUE, 'pom.xml'));
  const program = join(GLUE, 'GluePeer.java');
  const java = spawn('java', ['-XX:TieredStopAtLevel=1', '-cp', classPath, program, endpoint]);
  const output = await finish(java, questions.map((question) => `${JSON.stringify(question)}\n`).join(''), 'GluePeer');
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
}

/** moto, which plays AWS's Glue in memory. */
export async function startGlue(): Promise<Peer> {
  const [port] = await freePorts(1);
  // By module: a program of a moved environment names the folder where it was made.
  const words = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`];
  const server = spawn(await pythonEnvironment(REQUIREMENTS), words, { stdio: 'ignore' });
  return started(server, `http://127.0.0.1:${port}`, '/moto-api/');
}

/** Apicurio, whose `url` speaks Confluent's REST API. */
export async function startRegistry(): Promise<Peer> {
  const { folder, jar } = await apicurio();
  const [port] = await freePorts(1);
  const settings = [`-Dquarkus.http.port=${port}`, '-Dquarkus.http.host=127.0.0.1', '-Xmx256m'];
  const server = spawn('java', ['-XX:TieredStopAtLevel=1', ...settings, '-jar', jar], { cwd: folder, stdio: 'ignore' });
  return started(server, `http://127.0.0.1:${port}/apis/ccompat/v7`, '/subjects');
}

const START_MS = 60_000;
const POLL_MS = 100;

async function started(server: ChildProcess, url: string, path: string): Promise<Peer> {
  // A test run that dies leaves no server behind.
  const kill = (): void => void server.kill();
  process.once('exit', kill);
  const peer = {
    url,
    async [Symbol.asyncDispose]() {
      process.removeListener('exit', kill);
      const exited = server.exitCode === null ? once(server, 'exit') : null;
      kill();
      await exited;
    },
  };
  for (const until = performance.now() + START_MS; performance.now() < until; await sleep(POLL_MS)) {
    if (server.exitCode !== null) throw new PeerError(`${url} ended before it answered.`);
    if ((await fetch(`${url}${path}`).catch(() => null))?.ok) return peer;
  }
  await peer[Symbol.asyncDispose]();
  throw new PeerError(`${url} did not answer in time.`);
}

async function finish(peer: ReturnType<typeof spawn>, input: string, name: string): Promise<string> {
  peer.stdin?.end(input);
  const { stdout, stderr } = peer;
  if (stdout === null || stderr === null) throw new TypeError('The peer is not piped.');
  const [[code], output, errors] = await Promise.all([once(peer, 'exit'), text(stdout), text(stderr)]);
  if (code !== 0) throw new PeerError(`${name} failed:\n${errors}`);
  return output;
}
