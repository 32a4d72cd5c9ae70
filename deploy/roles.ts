import { basename } from 'node:path';
import type { Project, ProjectFunction, Workflow } from '../project/index.ts';
import type { Resource, Resources, Value } from './cloudformation.ts';
import { ref } from './cloudformation.ts';
import { callsOf, substitutionsFor } from './definition.ts';
import { speaksKafka, workflowFedBy } from './functions.ts';
import { consumerGroup } from './mappings.ts';
import { functionRoleId, stateMachineAliasId, stateMachineRoleId } from './names.ts';
import { registryAccess } from './registries.ts';
import type { StageSettings } from './stage.ts';
import type { Statement } from './statements.ts';
import {
  deliverStateMachineLogs,
  findClusterNetwork,
  invokeFunctions,
  joinNetwork,
  readTopics,
  sendFunctionTraces,
  sendStateMachineTraces,
  startExecutions,
  useObjects,
  writeFunctionLogs,
  writeTopics,
} from './statements.ts';

/** One role per function and per state machine, with what the project says that it does and nothing else. */
export function roles(project: Project, stage: StageSettings): Resources {
  return [
    ...project.functions.map(
      (fn) => [functionRoleId(fn.name), role(FUNCTION_TRUST, functionStatements(fn, project, stage))] as const,
    ),
    ...project.workflows.map(
      (workflow) =>
        [
          stateMachineRoleId(workflow.name),
          role(STATE_MACHINE_TRUST, stateMachineStatements(workflow, project)),
        ] as const,
    ),
  ];
}

function functionStatements(fn: ProjectFunction, project: Project, stage: StageSettings): readonly Statement[] {
  return [
    writeFunctionLogs(fn.name),
    sendFunctionTraces,
    ...(speaksKafka(fn) ? [joinNetwork, ...writeTopics(stage.kafka, topicsWrittenBy(fn, project))] : []),
    ...ingressStatements(workflowFedBy(fn, project), stage),
    ...writerStatements(fn, project),
    ...registryAccess(fn, project, stage).statements,
  ];
}

/** Anything that `publish` may be asked for, and for an ingress function the dead letters of its own workflow. */
function topicsWrittenBy(fn: ProjectFunction, project: Project): readonly string[] {
  const fed = workflowFedBy(fn, project);
  const deadLetters = (fed === undefined ? project.workflows : [fed]).flatMap(({ deadLetter }) => deadLetter ?? []);
  const signals = fed === undefined ? project.workflows.flatMap((workflow) => Object.values(workflow.signals)) : [];
  return [...new Set([...signals, ...deadLetters].map(({ topic }) => topic))];
}

function ingressStatements(workflow: Workflow | undefined, stage: StageSettings): readonly Statement[] {
  if (workflow === undefined) return [];
  const topics = workflow.triggers.map(({ topic }) => topic);
  const groups = topics.map((topic) => consumerGroup(workflow.name, topic, stage));
  return [
    findClusterNetwork,
    ...readTopics(stage.kafka, topics, groups),
    startExecutions(ref(stateMachineAliasId(workflow.name))),
  ];
}

function writerStatements(fn: ProjectFunction, project: Project): readonly Statement[] {
  const workflow = project.workflows.find(({ name }) => fn.kind === 'task' && name === fn.workflow);
  const buckets = Object.entries(workflow?.buckets ?? {})
    .filter(([, { writers }]) => writers.includes(basename(fn.folder)))
    .map(([bucket]) => bucket);
  return workflow === undefined || buckets.length === 0 ? [] : [useObjects(['s3:PutObject'], workflow.name, buckets)];
}

function stateMachineStatements(workflow: Workflow, project: Project): readonly Statement[] {
  const calls = callsOf(workflow, substitutionsFor(project, workflow));
  return [
    deliverStateMachineLogs,
    sendStateMachineTraces,
    ...(calls.functions.length > 0 ? [invokeFunctions(calls.functions)] : []),
    ...Object.entries(calls.objects).map(([action, buckets]) => useObjects([action], workflow.name, buckets)),
  ];
}

const FUNCTION_TRUST: Value = { Service: 'lambda.amazonaws.com' };
const STATE_MACHINE_TRUST: Value = { Service: 'states.amazonaws.com' };

function role(principal: Value, statements: readonly Statement[]): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
      },
      Policies: [{ PolicyName: 'exact', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    },
  };
}
