import { fileURLToPath } from 'node:url';
import { callEngine, callInParallel } from '../call-engine.ts';
import { type ChildProgram, startBaton, startProgram } from '../child-program.ts';
import { medianPair } from '../median-pair.ts';
import type { BenchRow } from '../row.ts';
import { chain } from './chain.ts';

const STARTS = 7;
const CALLS = 10_000;
const IN_FLIGHT = 64;

const BARE_SERVER = fileURLToPath(new URL('bare-server.ts', import.meta.url));
const startBare = () => startProgram(BARE_SERVER, []);
const startEngine = () => startBaton(['engine']);

/** `baton engine` beside a server that answers and does nothing. */
export async function benchHttp(): Promise<readonly BenchRow[]> {
  // What is compiled is cached: the first start after an edit or an installation is not the one that is measured.
  await msToFirstAnswer(startEngine);
  const start = await medianPair(STARTS, async () => ({
    baseline: await msToFirstAnswer(startBare),
    figure: await msToFirstAnswer(startEngine),
  }));
  const calls = await callsPerSecond();
  return [
    {
      what: 'start of `baton engine`, to the first answer',
      ...start,
      unit: 'ms',
      baselineIs: 'bare node:http',
      aim: '≤ 500 ms',
    },
    {
      what: `StartExecution of one Pass, ${IN_FLIGHT} in flight`,
      ...calls,
      unit: 'per second',
      baselineIs: 'bare node:http',
      aim: '',
    },
  ];
}

async function msToFirstAnswer(start: () => Promise<ChildProgram>): Promise<number> {
  const program = await start();
  await callEngine(program.url, 'ListStateMachines', {});
  const ms = performance.now() - program.spawnedAt;
  await program.stop();
  return ms;
}

async function callsPerSecond() {
  const programs = await Promise.all([startBare(), startEngine()]);
  const [bare, engine] = programs;
  const machine = {
    name: 'one-pass',
    definition: chain(1, { Type: 'Pass' }),
    roleArn: 'arn:aws:iam::000000000000:role/bench',
  };
  const { stateMachineArn } = JSON.parse(await callEngine(engine.url, 'CreateStateMachine', machine));
  const measure = async ({ url }: ChildProgram) => {
    const inputs = Array.from({ length: CALLS }, (_, n) => ({ stateMachineArn, name: `n-${n}`, input: `{"n":${n}}` }));
    const start = performance.now();
    await callInParallel(url, 'StartExecution', inputs, IN_FLIGHT);
    return (CALLS * 1_000) / (performance.now() - start);
  };
  const baseline = await measure(bare);
  const figure = await measure(engine);
  await Promise.all(programs.map((program) => program.stop()));
  return { figure, baseline };
}
