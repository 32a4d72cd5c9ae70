// Measures Baton beside its baselines: `npm run bench [contracts|schemas|engine|sizes|ingress|samples|memory]… [--json]`.
import { cpus, loadavg } from 'node:os';
import { benchContracts } from './contracts/bench-contracts.ts';
import { benchEngine } from './engine/bench-engine.ts';
import { benchSizes } from './engine/bench-sizes.ts';
import { benchIngress } from './ingress/bench-ingress.ts';
import { benchMemory } from './memory/bench-memory.ts';
import { type Bench, type BenchRow, renderRows } from './row.ts';
import { benchSamples } from './samples/bench-samples.ts';
import { benchSchemas } from './schemas/bench-schemas.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  contracts: benchContracts,
  schemas: benchSchemas,
  engine: benchEngine,
  sizes: benchSizes,
  ingress: benchIngress,
  samples: benchSamples,
  memory: benchMemory,
};

const words = process.argv.slice(2);
const json = words.includes('--json');
const chosen = words.filter((word) => word !== '--json');
const unknown = chosen.find((name) => !Object.hasOwn(BENCHES, name));

if (unknown === undefined) {
  await measure(chosen.length === 0 ? Object.keys(BENCHES) : chosen);
} else {
  console.error(`error: there is no bench ${unknown}\nThere are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 2;
}

/** One after the other: each has the machine to itself. */
async function measure(names: readonly string[]): Promise<void> {
  const loadBefore = loadavg()[0] ?? 0;
  const rows: BenchRow[] = [];
  for (const name of names) {
    if (!json) console.error(`measuring ${name} …`);
    rows.push(...((await BENCHES[name]?.()) ?? []));
  }
  const load = [loadBefore, loadavg()[0] ?? 0] as const;
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version, load };
  if (json) console.log(JSON.stringify({ machine, rows }, null, 2));
  else console.log(`${renderRows(rows)}\n${describe(machine)}`);
}

type Machine = { cpu: string; cores: number; node: string; load: readonly [before: number, after: number] };

function describe({ cpu, cores, node, load: [before, after] }: Machine): string {
  return `${cores} × ${cpu}, Node ${node}, load average ${before.toFixed(1)} before and ${after.toFixed(1)} after`;
}
