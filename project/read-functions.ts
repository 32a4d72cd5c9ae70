import { realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ContractId, FunctionContract } from '../shared/contracts/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { ProjectError } from './errors.ts';
import { present, type TellMistake, throwMistake, unlessMistaken } from './mistakes.ts';
import type { ProjectFunction, Workflow } from './model.ts';
import { INGRESS_FUNCTION, ingressFunctionName, PLATFORM_FUNCTIONS, taskFunctionName } from './names.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import { filesIn, foldersIn } from './read-text.ts';

const TIMEOUT_SECONDS = 30;
/** A batch of records may start many executions, and is waited for with backoff. */
const INGRESS_TIMEOUT_SECONDS = 120;
const MEMORY_MB = 512;
/** Lambda allows 64; a stage's name comes behind. */
const MAX_FUNCTION_NAME_LENGTH = 48;
const TASK_NAME = /^[a-z][a-z0-9-]*$/;

/** Baton's own functions are compiled where Baton is. */
const HANDLER_FILE = `handler${extname(fileURLToPath(import.meta.url))}`;

/** The task functions of functions/, and the platform functions that the workflows need. Throws `ProjectError`, unless `tell` gathers what is wrong. */
export async function readFunctions(
  root: string,
  workflows: readonly Workflow[],
  tell: TellMistake = throwMistake,
): Promise<readonly ProjectFunction[]> {
  const tasks = await Promise.all(workflows.map((workflow) => readTasks(root, workflow, tell)));
  await unlessMistaken(tell, () => refuseStrays(root));
  return [
    ...PLATFORM_FUNCTIONS.map((name) => platformFunction(name, name, null, TIMEOUT_SECONDS)),
    ...workflows
      .filter(({ triggers }) => triggers.length > 0)
      .map(({ name }) => platformFunction(INGRESS_FUNCTION, ingressFunctionName(name), name, INGRESS_TIMEOUT_SECONDS)),
    ...tasks.flat(),
  ];
}

function platformFunction(folderName: string, name: string, workflow: string | null, timeoutSeconds: number) {
  const folder = join(PACKAGE_ROOT, 'functions', folderName);
  const handlerPath = join(folder, HANDLER_FILE);
  const sizes = { timeoutSeconds, memoryMb: MEMORY_MB };
  return { name, kind: 'platform', workflow, folder, handlerPath, contract: null, ...sizes } as const;
}

async function readTasks(
  root: string,
  { name: workflow }: Workflow,
  tell: TellMistake,
): Promise<readonly ProjectFunction[]> {
  const folder = join('functions', workflow);
  const tasks = await foldersIn(join(root, folder), folder);
  return present(await Promise.all(tasks.map((task) => unlessMistaken(tell, () => readTask(root, workflow, task)))));
}

async function readTask(root: string, workflow: string, task: string): Promise<ProjectFunction> {
  const folder = join('functions', workflow, task);
  const name = taskFunctionName(workflow, task);
  if (!TASK_NAME.test(task) || name.length > MAX_FUNCTION_NAME_LENGTH) {
    throw new ProjectError('BAD_NAME', {
      place: { file: folder },
      what: `"${name}" cannot be the name of a function.`,
      fix: `Name the folder in lower case words with dashes; with the workflow's name, ${MAX_FUNCTION_NAME_LENGTH} letters at most.`,
    });
  }
  const files = await filesIn(join(root, folder), folder);
  const missing = ['handler.ts', 'contract.ts'].find((file) => !files.includes(file));
  if (missing !== undefined) {
    throw new ProjectError('UNREADABLE', {
      place: { file: join(folder, missing) },
      what: `The function ${name} has no ${missing}.`,
      fix: `Add it, or remove the folder ${folder}.`,
    });
  }
  return {
    name,
    kind: 'task',
    workflow,
    folder: join(root, folder),
    handlerPath: join(root, folder, 'handler.ts'),
    contract: await readContract(join(root, folder, 'contract.ts'), join(folder, 'contract.ts')),
    timeoutSeconds: TIMEOUT_SECONDS,
    memoryMb: MEMORY_MB,
  };
}

/** Imports the module, which holds data alone. The time of change makes an edited file another module. */
async function readContract(path: string, file: string): Promise<FunctionContract> {
  const { mtimeMs } = await stat(path);
  const module: unknown = await import(`${pathToFileURL(path).href}?${Math.round(mtimeMs)}`).catch((error: unknown) => {
    throw badContract(file, `This module does not load: ${firstLine(error)}`, error);
  });
  const { contract } = module as { contract?: Partial<FunctionContract> };
  if (isContractId(contract?.input) && isContractId(contract?.output)) return contract as FunctionContract;
  throw badContract(file, 'This module exports no contract with input and output.');
}

const isContractId = (id: unknown): id is ContractId =>
  typeof id === 'string' && /^[a-z][a-z0-9.-]*@[1-9]\d*$/.test(id);

const badContract = (file: string, what: string, cause?: unknown) =>
  new ProjectError('BAD_CONTRACT', {
    place: { file },
    what,
    fix: "Write: export const contract = { input: 'order.created@1', output: 'order.fulfilled@1' } as const;",
    cause,
  });

/** A folder that belongs to no workflow holds functions that nobody calls, unless they are Baton's own where Baton lies. */
async function refuseStrays(root: string): Promise<void> {
  const folders = await foldersIn(join(root, 'functions'), 'functions');
  if (folders.length === 0) return;
  const own = (await realpath(root)) === PACKAGE_ROOT ? [...PLATFORM_FUNCTIONS, INGRESS_FUNCTION] : [];
  const workflows = await foldersIn(join(root, 'workflows'), 'workflows');
  const known: readonly string[] = [...own, ...workflows];
  const stray = folders.find((folder) => !known.includes(folder));
  if (stray === undefined) return;
  throw new ProjectError('UNKNOWN_WORKFLOW', {
    place: { file: join('functions', stray) },
    what: `There is no workflow "${stray}".`,
    fix: didYouMean(stray, workflows),
  });
}

const firstLine = (error: unknown): string => String((error as Error).message ?? error).split('\n', 1)[0] ?? '';
