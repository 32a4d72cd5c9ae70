import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleFunction } from '../../deploy/bundle/bundle-function.ts';
import { contracts } from '../../generated/contracts.ts';
import { medianPair } from '../median-pair.ts';
import type { BenchRow } from '../row.ts';

const PAIRS = 15;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEPLOYED = ['functions', 'shared', 'generated', 'package.json'];

/** Imports a module in a process of its own and prints the CPU time of that in milliseconds. */
const IMPORTER = `
const before = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
process.exit(0);
`;

const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  BATON_LOG_URL: 'http://127.0.0.1:1',
  BATON_WORKFLOW: 'order-fulfilment',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:order-fulfilment',
};

/** A contract that takes everything. */
const NO_CONTRACT = "{ id: 'none@1', fingerprint: '', validate: () => [] }";

/** What stands for the contracts' modules, and for the formats that need more than JSON.parse, in a project without. */
const WITHOUT: Readonly<Record<string, string>> = {
  'generated/functions/order-fulfilment/reserve-stock.ts': `
export const contracts = { input: ${NO_CONTRACT}, output: ${NO_CONTRACT} };
`,
  'generated/contracts.ts': `
export const contracts = {
${Object.keys(contracts)
  .map((id) => `  '${id}': async () => (${NO_CONTRACT}),\n`)
  .join('')}};
`,
  'shared/contracts/formats/index.ts': `
export const decode = (name, contract, bytes) => JSON.parse(new TextDecoder().decode(bytes));
export const decodeText = (name, contract, bytes) => new TextDecoder().decode(bytes);
export const provesForm = () => false;
export const encode = (name, contract, value) => new TextEncoder().encode(JSON.stringify(value));
export const writerId = () => null;
`,
};

/** CPU time of the import of deployed functions, beside that of the same functions bundled without any contract. */
export async function coldImports(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  try {
    await copyWithoutContracts(folder);
    const row = { unit: 'ms', baselineIs: 'without contracts' };
    const task = 'functions/order-fulfilment/reserve-stock/handler.ts';
    return [
      { ...row, what: 'CPU of the import of a task function', ...(await importPair(folder, task)), aim: '≤ 1.1 ×' },
      {
        ...row,
        what: '… of the ingress function',
        ...(await importPair(folder, 'functions/kafka-ingress/handler.ts')),
        aim: '≤ 1.3 ×',
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function copyWithoutContracts(folder: string): Promise<void> {
  for (const path of DEPLOYED) await cp(join(ROOT, path), join(folder, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(WITHOUT)) await writeFile(join(folder, path), text);
}

async function importPair(folder: string, handler: string) {
  const figure = await writeBundle(join(folder, 'with'), handler, ROOT);
  const baseline = await writeBundle(join(folder, 'without'), handler, folder);
  return medianPair(PAIRS, async () => ({ baseline: await importMs(baseline), figure: await importMs(figure) }));
}

/** Writes what of a project's handler is deployed into a folder. Answers where its module is. */
async function writeBundle(to: string, handler: string, root: string): Promise<string> {
  const files = await bundleFunction(join(root, handler), root, root);
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await writeFile(join(to, path), contents);
  }
  return join(to, handler.replace(/\.ts$/, '.mjs'));
}

async function importMs(path: string): Promise<number> {
  const args = ['--input-type=module', '--eval', IMPORTER, pathToFileURL(path).href];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: ENVIRONMENT });
  return Number(stdout);
}
