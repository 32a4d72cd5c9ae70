import { relative, sep } from 'node:path';
import { PACKAGE_ROOT, type Project, type ProjectFunction, type Workflow } from '../project/index.ts';
import type { Value } from './cloudformation.ts';
import { ref } from './cloudformation.ts';
import { functionKey, functionRoleId, stagedName, stateMachineAliasId } from './names.ts';
import { registryAccess } from './registries.ts';
import type { StageSettings } from './stage.ts';

/** An entry under `functions` in the Serverless configuration. */
export type ServerlessFunction = {
  readonly name: string;
  /** The source's path without its ending, and the export: the bundle has the same path in the zip. */
  readonly handler: string;
  readonly role: string;
  readonly timeout: number;
  readonly memorySize: number;
  readonly environment?: Readonly<Record<string, Value>>;
  readonly layers?: readonly string[];
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
};

/** Entries under `functions`, with their keys. */
export function serverlessFunctions(
  project: Project,
  stage: StageSettings,
): readonly (readonly [key: string, fn: ServerlessFunction])[] {
  return project.functions.map((fn) => [functionKey(fn.name), configure(fn, project, stage)] as const);
}

/** The workflow whose records a function takes in. A platform function of a workflow's own is its ingress. */
export function workflowFedBy(fn: ProjectFunction, project: Project): Workflow | undefined {
  return fn.kind === 'platform' ? project.workflows.find(({ name }) => name === fn.workflow) : undefined;
}

/** The ingress functions write dead letters, `publish` all that leaves a workflow. */
export function speaksKafka(fn: ProjectFunction): boolean {
  return fn.kind === 'platform' && (fn.workflow !== null || fn.name === 'publish');
}

function configure(fn: ProjectFunction, project: Project, stage: StageSettings): ServerlessFunction {
  const { name, kafka } = stage;
  const common = {
    name: stagedName(fn.name, name),
    handler: `${handlerModule(fn, project)}.handler`,
    role: functionRoleId(fn.name),
    timeout: fn.timeoutSeconds,
    memorySize: fn.memoryMb,
  };
  if (!speaksKafka(fn)) return common;
  const { brokers, subnetIds, securityGroupIds } = kafka;
  const registries = registryAccess(fn, project, stage);
  const ingress = ingressEnvironment(workflowFedBy(fn, project));
  const environment = { KAFKA_BROKERS: brokers, ...ingress, ...registries.environment };
  const layers = registries.layers.length > 0 ? { layers: registries.layers } : {};
  return { ...common, environment, ...layers, vpc: { subnetIds, securityGroupIds } };
}

/** From where the function's functions/ lies: a project that lies elsewhere than Baton has none of Baton's own. */
function handlerModule({ kind, handlerPath }: ProjectFunction, { root }: Project): string {
  const base = kind === 'task' ? root : PACKAGE_ROOT;
  return relative(base, handlerPath)
    .replace(/\.[tj]s$/, '')
    .split(sep)
    .join('/');
}

function ingressEnvironment(workflow: Workflow | undefined): Readonly<Record<string, Value>> {
  if (workflow === undefined) return {};
  return { BATON_WORKFLOW: workflow.name, STATE_MACHINE_ARN: ref(stateMachineAliasId(workflow.name)) };
}
