import { readFileSync } from 'node:fs';
import { callEngine, callInParallel } from '../call-engine.ts';
import { type ChildProgram, startBaton } from '../child-program.ts';
import type { BenchRow } from '../row.ts';

const SAMPLE_FILES = ['orders.ndjson', 'earthquakes.ndjson'];
/** As many as the ingress function starts at a time. */
const IN_FLIGHT = 16;

type Start = { readonly stateMachineArn: string; readonly name: string; readonly input: string };

/**
 * All samples from the first record sent to everything ended, through topic, mapping, ingress function and workflow.
 * The baseline is the second half of that way: the executions that came of it, with their names and inputs, started
 * through the API of another `baton dev`, whose host is as cold as the first one's was. Both are counted in records.
 */
export async function benchSamples(): Promise<readonly BenchRow[]> {
  const records = SAMPLE_FILES.reduce((sum, file) => sum + countLines(file), 0);
  const { seconds, starts } = await fromRecords();
  const baselineSeconds = await fromStarts(starts);
  return [
    {
      what: `samples end to end, ${records} records, ${starts.length} executions`,
      figure: records / seconds,
      unit: 'records per second',
      baseline: records / baselineSeconds,
      baselineIs: 'the same executions started by the API',
      aim: '',
    },
  ];
}

const countLines = (file: string): number =>
  readFileSync(new URL(`../../samples/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n').length;

async function fromRecords() {
  const dev = await startBaton(['dev', '--samples']);
  const sentFrom = performance.now();
  await dev.until('settled', 1);
  const seconds = (performance.now() - sentFrom) / 1_000;
  const starts = await startsOf(dev);
  await dev.stop();
  return { seconds, starts };
}

async function fromStarts(starts: readonly Start[]): Promise<number> {
  const dev = await startBaton(['dev']);
  const start = performance.now();
  const ended = dev.until('executionEnded', starts.length);
  await callInParallel(dev.url, 'StartExecution', starts, IN_FLIGHT);
  await ended;
  const seconds = (performance.now() - start) / 1_000;
  await dev.stop();
  return seconds;
}

/** How the executions of a running Baton were started, oldest first. */
async function startsOf({ url }: ChildProgram): Promise<readonly Start[]> {
  const { stateMachines } = JSON.parse(await callEngine(url, 'ListStateMachines', {}));
  const starts: (Start & { readonly startDate: number })[] = [];
  for (const { stateMachineArn } of stateMachines) {
    const { executions } = JSON.parse(await callEngine(url, 'ListExecutions', { stateMachineArn, maxResults: 1_000 }));
    for (const { executionArn } of executions) {
      const { name, input, startDate } = JSON.parse(await callEngine(url, 'DescribeExecution', { executionArn }));
      starts.push({ stateMachineArn, name, input, startDate });
    }
  }
  return starts
    .sort((one, other) => one.startDate - other.startDate)
    .map(({ stateMachineArn, name, input }) => ({ stateMachineArn, name, input }));
}
